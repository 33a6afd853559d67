namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a tensor's elements; the numbers are libtorch's.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned 8-bit integers.</summary>
        Byte = 0,

        /// <summary>Signed 8-bit integers.</summary>
        Int8 = 1,

        /// <summary>Signed 16-bit integers.</summary>
        Int16 = 2,

        /// <summary>Signed 32-bit integers.</summary>
        Int32 = 3,

        /// <summary>Signed 64-bit integers.</summary>
        Int64 = 4,

        /// <summary>Half-precision numbers.</summary>
        Float16 = 5,

        /// <summary>Single-precision numbers.</summary>
        Float32 = 6,

        /// <summary>Double-precision numbers.</summary>
        Float64 = 7,

        /// <summary>Complex numbers of two single-precision parts.</summary>
        ComplexFloat32 = 9,

        /// <summary>Complex numbers of two double-precision parts.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values.</summary>
        Bool = 11,

        /// <summary>Quantised signed 8-bit integers.</summary>
        QInt8 = 12,

        /// <summary>Quantised unsigned 8-bit integers.</summary>
        QUInt8 = 13,

        /// <summary>Quantised signed 32-bit integers.</summary>
        QInt32 = 14,

        /// <summary>Numbers with single precision's exponent in 16 bits.</summary>
        BFloat16 = 15,
    }

    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None = 0,

        /// <summary>Towards zero.</summary>
        trunc = 1,

        /// <summary>Downwards.</summary>
        floor = 2,
    }

    /// <summary>Unsigned 8-bit integers.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>Signed 8-bit integers.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>Signed 16-bit integers.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>Signed 32-bit integers.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>Signed 64-bit integers.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>Half-precision numbers.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>Single-precision numbers.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>Double-precision numbers.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>Numbers with single precision's exponent in 16 bits.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Truth values.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>Signed 32-bit integers.</summary>
    public static ScalarType @int = ScalarType.Int32;

    /// <summary>Signed 64-bit integers.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>Single-precision numbers.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>Double-precision numbers.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>The element type of new tensors where none is given: single precision, unless set.</summary>
    public static ScalarType get_default_dtype() => NativeMethods.mdl_default_dtype();

    /// <summary>Sets the element type of new tensors where none is given.</summary>
    /// <exception cref="ArgumentException">It is no type of real numbers.</exception>
    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
            throw new ArgumentException($"New tensors are of a type of real numbers, and {dtype} is none.", nameof(dtype));
        NativeMethods.mdl_set_default_dtype(dtype).Check();
    }

    /// <summary>Is it a type of real numbers?</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Are the elements real numbers?</summary>
    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    /// <summary>Are the elements integers or truth values?</summary>
    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    /// <summary>Is it a type of complex numbers?</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Is it a type of integers or truth values?</summary>
    public static bool is_integral(ScalarType type) => type is <= ScalarType.Int64 or ScalarType.Bool;
}
