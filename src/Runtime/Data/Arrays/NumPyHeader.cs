using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ModelDsl.Data;

/// <summary>
/// The beginning of an array of numbers in NumPy's format: a magic string, a version, the length of a header, the header as a Python dictionary. The elements
/// follow. Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
/// </summary>
/// <param name="Type">The element type: <c>u1</c>, <c>f4</c>.</param>
/// <param name="Shape">The length of each axis.</param>
/// <param name="Start">The position of the first element.</param>
/// <param name="Bytes">The bytes of all elements.</param>
internal sealed partial record NumPyHeader(string Type, IReadOnlyList<int> Shape, long Start, long Bytes)
{
    private static readonly Dictionary<string, int> s_sizes = new()
    {
        ["b1"] = 1, ["u1"] = 1, ["i1"] = 1, ["u2"] = 2, ["i2"] = 2, ["u4"] = 4, ["i4"] = 4, ["i8"] = 8, ["u8"] = 8, ["f4"] = 4, ["f8"] = 8,
    };

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The shape as text.</summary>
    public string Text => $"[{string.Join(", ", Shape)}]";

    /// <summary>The bytes of an element.</summary>
    public static int SizeOf(string type) => s_sizes[type];

    /// <summary>Reads the header of an array.</summary>
    /// <param name="stream">The file, or an entry of an archive.</param>
    /// <param name="length">The length of the stream.</param>
    /// <exception cref="InvalidDataException">The stream is not an array of numbers, or has another length; the message is the reason.</exception>
    public static NumPyHeader Read(Stream stream, long length)
    {
        var start = Take(stream, 10);
        if (!start.AsSpan(0, 6).SequenceEqual(Magic) || start[6] is not (1 or 2 or 3))
            throw new InvalidDataException("it does not begin as an array of NumPy does");
        var (size, read) = start[6] == 1
            ? (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)), 10L)
            : (BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8)) | (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(stream, 2)) << 16, 12L);
        if (size > 1 << 16)
            throw new InvalidDataException("its header is longer than 64 KiB");
        var (type, shape) = Parse(Encoding.UTF8.GetString(Take(stream, (int)size)));

        var bytes = shape.Aggregate((long)s_sizes[type], (product, axis) => axis == 0 ? 0 : product > long.MaxValue / axis ? long.MaxValue : product * axis);
        var header = new NumPyHeader(type, shape, read + size, bytes);
        return length - header.Start == bytes ? header
            : throw new InvalidDataException($"its array of {header.Text} has {bytes} bytes, but {length - header.Start} follow the header");
    }

    /// <summary>Reads a number of bytes.</summary>
    /// <exception cref="InvalidDataException">The stream ends before.</exception>
    public static byte[] Take(Stream stream, int count)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw new InvalidDataException("it is truncated");
    }

    private static (string Type, int[] Shape) Parse(string header)
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

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]\w+)'")]
    private static partial Regex Field();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex Axes();
}
