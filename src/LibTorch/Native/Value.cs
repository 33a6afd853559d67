using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>What a <see cref="Value"/> holds; the bridge has the same list.</summary>
internal enum Tag
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    DoubleList,
    TensorList,
    String,
    Device,
    Generator,
}

/// <summary>An argument or a result on its way across the border.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Value
{
    public long Bits;
    public Tag Tag;
    public int Length;
}

/// <summary>
/// An argument of an operator. A null of any kind is <see cref="Tag.None"/>, for which the bridge takes the schema's default.
/// </summary>
internal readonly struct Argument
{
    private Argument(Tag tag, long bits) => (Tag, Bits) = (tag, bits);

    private Argument(Tag tag, object owner) => (Tag, Owner) = (tag, owner);

    public Tag Tag { get; }

    public long Bits { get; }

    /// <summary>The handle, the handles, or the list's items.</summary>
    public object? Owner { get; }

    public static implicit operator Argument(Tensor? value) => value is null ? default : new(Tag.Tensor, value.Native);
    public static implicit operator Argument(long value) => new(Tag.Int, value);
    public static implicit operator Argument(long? value) => value is { } some ? new(Tag.Int, some) : default;
    public static implicit operator Argument(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Argument(double? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(bool value) => new(Tag.Bool, value ? 1 : 0);
    public static implicit operator Argument(Scalar? value) => value is null ? default : new(value.Tag, value.Bits);
    public static implicit operator Argument(ScalarType value) =>
        Enum.IsDefined(value) ? new(Tag.Int, (long)value) : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such element type.");
    public static implicit operator Argument(ScalarType? value) => value is { } some ? some : default(Argument);
    public static implicit operator Argument(Device? value) => value is null ? default : new(Tag.Device, value.Available().Bits);
    public static implicit operator Argument(Generator? value) => value is null ? default : new(Tag.Generator, value.Native);
    public static implicit operator Argument(string? value) => value is null ? default : new(Tag.String, value);
    public static implicit operator Argument(long[]? value) => value is null ? default : new(Tag.IntList, value);
    public static implicit operator Argument(double[]? value) => value is null ? default : new(Tag.DoubleList, value);
    public static implicit operator Argument(Tensor?[]? value) =>
        value is null ? default : new(Tag.TensorList, Array.ConvertAll(value, tensor => tensor?.Native));
}
