using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelDsl.Kernels;

/// <summary>4 lanes; the width of Arm.</summary>
internal readonly unsafe struct Lanes4(Vector128<float> value) : IVector<Lanes4>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    public static int MaxRows => AdvSimd.Arm64.IsSupported || Avx512F.VL.IsSupported ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 LoadQuads(float* source, nint stride) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes4 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(float* target, nint stride, Lanes4 value)
    {
        value._value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(float* target, Lanes4 value) =>
        (Vector128.Load(target) + value._value).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Fill(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Add(Lanes4 left, Lanes4 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 left, Lanes4 right, Lanes4 addend) =>
        new(Vector128.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Rectify(Lanes4 value, Lanes4 sign, float slope) =>
        new(Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sign._value, Vector128<float>.Zero), slope == 0 ? Vector128<float>.Zero : value._value * slope, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ZipLow(Lanes4 left, Lanes4 right) => new(AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left._value, right._value) : Sse.UnpackLow(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ZipHigh(Lanes4 left, Lanes4 right) => new(AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left._value, right._value) : Sse.UnpackHigh(left._value, right._value));
}
