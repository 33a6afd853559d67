using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelDsl.Kernels;

/// <summary>16 lanes.</summary>
internal readonly unsafe struct Lanes16(Vector512<float> value) : IVector<Lanes16>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static int MaxRows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 LoadQuads(float* source, nint stride) => new(Vector512.Create(
        Vector256.Create(Vector128.Load(source), Vector128.Load(source + stride)),
        Vector256.Create(Vector128.Load(source + 2 * stride), Vector128.Load(source + 3 * stride))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Lanes16 value) => value._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreQuads(float* target, nint stride, Lanes16 value)
    {
        value._value.GetLower().GetLower().Store(target);
        value._value.GetLower().GetUpper().Store(target + stride);
        value._value.GetUpper().GetLower().Store(target + 2 * stride);
        value._value.GetUpper().GetUpper().Store(target + 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(float* target, Lanes16 value)
    {
        var (lower, upper) = (value._value.GetLower(), value._value.GetUpper());
        (Vector128.Load(target) + lower.GetLower() + lower.GetUpper() + upper.GetLower() + upper.GetUpper()).Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Fill(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Add(Lanes16 left, Lanes16 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 MultiplyAdd(Lanes16 left, Lanes16 right, Lanes16 addend) =>
        new(Vector512.FusedMultiplyAdd(left._value, right._value, addend._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 Rectify(Lanes16 value, Lanes16 sign, float slope) =>
        new(Vector512.ConditionalSelect(Vector512.LessThanOrEqual(sign._value, Vector512<float>.Zero), slope == 0 ? Vector512<float>.Zero : value._value * slope, value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ZipLow(Lanes16 left, Lanes16 right) => new(Avx512F.UnpackLow(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes16 ZipHigh(Lanes16 left, Lanes16 right) => new(Avx512F.UnpackHigh(left._value, right._value));
}
