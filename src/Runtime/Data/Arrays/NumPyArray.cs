using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelDsl.Data;

/// <summary>
/// An array of numbers in NumPy's format: a magic string, a version, the length of a header, the header as a Python dictionary, the elements. Format:
/// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
/// </summary>
/// <param name="Type">The element type: <c>u1</c>, <c>f4</c>.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Elements">The elements, little-endian, the last axis fastest.</param>
internal sealed partial record NumPyArray(string Type, IReadOnlyList<int> Shape, byte[] Elements)
{
    private static readonly Dictionary<string, int> s_sizes = new()
    {
        ["b1"] = 1, ["u1"] = 1, ["i1"] = 1, ["u2"] = 2, ["i2"] = 2, ["u4"] = 4, ["i4"] = 4, ["i8"] = 8, ["u8"] = 8, ["f4"] = 4, ["f8"] = 8,
    };

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>True if the elements are floating-point numbers.</summary>
    public bool IsFloat => Type[0] == 'f';

    /// <summary>The number of elements.</summary>
    public int Count => Elements.Length / s_sizes[Type];

    /// <summary>Reads an array.</summary>
    /// <param name="stream">The file, or an entry of an archive.</param>
    /// <param name="length">The length of the stream, which is checked against the header before memory is allocated.</param>
    /// <exception cref="InvalidDataException">The stream is not an array of numbers; the message is the reason.</exception>
    public static NumPyArray Read(Stream stream, long length)
    {
        var start = Take(stream, 10);
        if (!start.AsSpan(0, 6).SequenceEqual(Magic) || start[6] is not (1 or 2 or 3))
            throw new InvalidDataException("it does not begin as an array of NumPy does");
        var (size, read) = start[6] == 1
            ? (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)), 10L)
            : (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)) | (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(stream, 2)) << 16, 12L);
        if (size > 1 << 16)
            throw new InvalidDataException("its header is longer than 64 KiB");
        var (type, shape) = ReadHeader(Encoding.UTF8.GetString(Take(stream, (int)size)));

        var elements = shape.Aggregate((long)s_sizes[type], (product, axis) => axis == 0 ? 0 : product > Array.MaxLength ? product : product * axis);
        if (elements > Array.MaxLength)
            throw new InvalidDataException($"its array of {Text(shape)} needs more than 2 GB");
        if (length - read - size != elements)
            throw new InvalidDataException($"its array of {Text(shape)} has {elements} bytes, but {length - read - size} follow the header");
        return new(type, shape, Take(stream, (int)elements));
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

    private static (string Type, int[] Shape) ReadHeader(string header)
    {
        if (Field().Match(header) is not { Success: true } type || Axes().Match(header) is not { Success: true } axes)
            throw new InvalidDataException("its header has no type or no shape");
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new InvalidDataException("its axes are in Fortran's order; save numpy.ascontiguousarray(array)");
        var name = type.Groups[1].Value;
        if (name[0] == '>' || !s_sizes.ContainsKey(name[1..]))
            throw new InvalidDataException($"its element type {name} is not supported; save array.astype('uint8') or array.astype('float32')");
        var shape = axes.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : throw new InvalidDataException($"its shape has the axis {axis}"));
        return (name[1..], [.. shape]);
    }

    private static byte[] Take(Stream stream, int count)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException("it is truncated");
    }

    private static string Text(IReadOnlyList<int> shape) => $"[{string.Join(", ", shape)}]";

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]\w+)'")]
    private static partial Regex Field();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Axes();
}
