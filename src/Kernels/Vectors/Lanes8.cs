using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelDsl.Kernels;

/// <summary>8 lanes.</summary>
internal readonly unsafe struct Lanes8(Vector256<float> value) : IVector<Lanes8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static int MaxRows => Avx512F.VL.IsSupported ? 8 : 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 LoadQuads(float* source, nint stride) => new(Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes8 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(float* target, nint stride, Lanes8 value)
    {
        value._value.GetLower().Store(target);
        value._value.GetUpper().Store(target + stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(float* target, Lanes8 value) =>
        (Vector128.Load(target) + value._value.GetLower() + value._value.GetUpper()).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Fill(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Add(Lanes8 left, Lanes8 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 left, Lanes8 right, Lanes8 addend) =>
        new(Vector256.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Rectify(Lanes8 value, Lanes8 sign, float slope) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(sign._value, Vector256<float>.Zero), slope == 0 ? Vector256<float>.Zero : value._value * slope, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipLow(Lanes8 left, Lanes8 right) => new(Avx.UnpackLow(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipHigh(Lanes8 left, Lanes8 right) => new(Avx.UnpackHigh(left._value, right._value));
}
