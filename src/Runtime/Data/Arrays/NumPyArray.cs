using System.Runtime.InteropServices;

namespace ModelDsl.Data;

/// <summary>An array of numbers in NumPy's format.</summary>
/// <param name="Type">The element type: <c>u1</c>, <c>f4</c>.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Elements">The elements, little-endian, the last axis fastest.</param>
internal sealed record NumPyArray(string Type, IReadOnlyList<int> Shape, byte[] Elements)
{
    /// <summary>True if the elements are floating-point numbers.</summary>
    public bool IsFloat => Type[0] == 'f';

    /// <summary>The number of elements.</summary>
    public int Count => Elements.Length / NumPyHeader.SizeOf(Type);

    /// <summary>Reads an array.</summary>
    /// <param name="stream">The file, or an entry of an archive.</param>
    /// <param name="length">The length of the stream, which is checked against the header before memory is allocated.</param>
    /// <exception cref="InvalidDataException">The stream is not an array of numbers; the message is the reason.</exception>
    public static NumPyArray Read(Stream stream, long length)
    {
        var header = NumPyHeader.Read(stream, length);
        if (header.Bytes > Array.MaxLength)
            throw new InvalidDataException($"its array of {header.Text} needs more than 2 GB");
        return new(header.Type, header.Shape, NumPyHeader.Take(stream, (int)header.Bytes));
    }

    /// <summary>The elements as whole numbers.</summary>
    /// <exception cref="InvalidDataException">They are floating-point numbers.</exception>
    public IEnumerable<long> Integers() => Type switch
    {
        "b1" or "u1" => Elements.Select(value => (long)value),
        "i1" => Elements.Select(value => (long)(sbyte)value),
        "u2" => As<ushort>().Select(value => (long)value),
        "i2" => As<short>().Select(value => (long)value),
        "u4" => As<uint>().Select(value => (long)value),
        "i4" => As<int>().Select(value => (long)value),
        "i8" or "u8" => As<long>(),
        _ => throw new InvalidDataException("it has floating-point numbers; whole numbers are needed"),
    };

    /// <summary>The elements as 32-bit floating-point numbers.</summary>
    public float[] Floats() => Type == "f4" ? As<float>() : [.. As<double>().Select(value => (float)value)];

    private T[] As<T>() where T : unmanaged => MemoryMarshal.Cast<byte, T>(Elements).ToArray();
}
