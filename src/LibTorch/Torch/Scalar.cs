using System.Numerics;

namespace TorchSharp;

/// <summary>A number or bool that an operator takes beside its tensors.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(Value value) => (Tag, Bits) = (value.Tag, value.Bits);

    private Scalar(Tag tag, long bits) => (Tag, Bits) = (tag, bits);

    internal Tag Tag { get; }

    internal long Bits { get; }

    /// <summary>The element type: <see cref="ScalarType.Int64"/>, <see cref="ScalarType.Float64"/> or <see cref="ScalarType.Bool"/>.</summary>
    public ScalarType Type => Tag switch
    {
        Tag.Double => ScalarType.Float64,
        Tag.Bool => ScalarType.Bool,
        _ => ScalarType.Int64,
    };

    /// <summary>Nothing is held; TorchSharp's scalars are disposable.</summary>
    public void Dispose()
    {
    }

    /// <summary>Wraps a byte.</summary>
    public static implicit operator Scalar(byte value) => new(Tag.Int, value);

    /// <summary>Wraps a signed byte.</summary>
    public static implicit operator Scalar(sbyte value) => new(Tag.Int, value);

    /// <summary>Wraps a 16-bit integer.</summary>
    public static implicit operator Scalar(short value) => new(Tag.Int, value);

    /// <summary>Wraps a 32-bit integer.</summary>
    public static implicit operator Scalar(int value) => new(Tag.Int, value);

    /// <summary>Wraps a 64-bit integer.</summary>
    public static implicit operator Scalar(long value) => new(Tag.Int, value);

    /// <summary>Wraps a single-precision number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>Wraps a double-precision number.</summary>
    public static implicit operator Scalar(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>Wraps a bool.</summary>
    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0);

    internal static T To<T>(Scalar value) where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.To<T>();
    }

    private T To<T>() where T : INumberBase<T> =>
        Tag == Tag.Double ? T.CreateTruncating(BitConverter.Int64BitsToDouble(Bits)) : T.CreateTruncating(Bits);
}

/// <summary>Conversions of a <see cref="Scalar"/> to .NET's types.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>Converts to single precision.</summary>
    public static float ToSingle(this Scalar value) => Scalar.To<float>(value);

    /// <summary>Converts to double precision.</summary>
    public static double ToDouble(this Scalar value) => Scalar.To<double>(value);

    /// <summary>Converts to a byte.</summary>
    public static byte ToByte(this Scalar value) => Scalar.To<byte>(value);

    /// <summary>Converts to a signed byte.</summary>
    public static sbyte ToSByte(this Scalar value) => Scalar.To<sbyte>(value);

    /// <summary>Converts to a 16-bit integer.</summary>
    public static short ToInt16(this Scalar value) => Scalar.To<short>(value);

    /// <summary>Converts to a 32-bit integer.</summary>
    public static int ToInt32(this Scalar value) => Scalar.To<int>(value);

    /// <summary>Converts to a 64-bit integer.</summary>
    public static long ToInt64(this Scalar value) => Scalar.To<long>(value);

    /// <summary>Is the value other than zero?</summary>
    public static bool ToBoolean(this Scalar value) => Scalar.To<double>(value) != 0;

    /// <summary>Wraps a number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>Wraps a number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>Wraps a number.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>Wraps a number.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>Wraps a bool.</summary>
    public static Scalar ToScalar(this bool value) => value;
}
