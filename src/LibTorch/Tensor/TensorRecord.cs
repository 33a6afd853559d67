namespace TorchSharp;

/// <summary>
/// A tensor in TorchSharp's files: element type, number of axes and their lengths, each LEB128-encoded, then the elements in order.
/// </summary>
internal static unsafe class TensorRecord
{
    private const int MostAxes = 64;

    /// <summary>A span is no longer than this many bytes: larger tensors are copied in pieces.</summary>
    private const int Piece = 1 << 30;

    public static void Write(Tensor tensor, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(writer);
        using var _ = no_grad();
        using var local = tensor.cpu();
        using var ordered = local.contiguous();
        writer.Write7BitEncodedInt64((long)ordered.dtype);
        var shape = ordered.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (var length in shape)
            writer.Write7BitEncodedInt64(length);
        for (var (at, size) = (0L, Size(ordered)); at < size; at += Piece)
            writer.Write(new ReadOnlySpan<byte>(ordered.Data() + at, (int)Math.Min(Piece, size - at)));
    }

    /// <exception cref="InvalidDataException">There is no tensor there.</exception>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    public static Tensor Read(BinaryReader reader)
    {
        var (type, shape, size) = ReadHead(reader);
        var stream = reader.BaseStream;
        if (stream.CanSeek && size > stream.Length - stream.Position)
            throw new EndOfStreamException();
        var tensor = empty(shape, type);
        try
        {
            for (var at = 0L; at < size; at += Piece)
                stream.ReadExactly(new Span<byte>(tensor.Data() + at, (int)Math.Min(Piece, size - at)));
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Passes a tensor over.</summary>
    /// <inheritdoc cref="Read"/>
    public static void Skip(BinaryReader reader)
    {
        var piece = new byte[1 << 16];
        for (var left = ReadHead(reader).Size; left > 0; left -= piece.Length)
            reader.BaseStream.ReadExactly(piece, 0, (int)Math.Min(piece.Length, left));
    }

    private static (ScalarType Type, long[] Shape, long Size) ReadHead(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var axes = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(type) || axes is < 0 or > MostAxes)
            throw Damaged();
        var shape = new long[axes];
        long size = ElementTypes.Size(type);
        foreach (ref var length in shape.AsSpan())
        {
            length = reader.Read7BitEncodedInt64();
            if (length < 0)
                throw Damaged();
            size = checked(size * length);
        }
        return (type, shape, size);
    }

    private static long Size(Tensor tensor) => tensor.NumberOfElements * tensor.ElementSize;

    private static InvalidDataException Damaged() =>
        new("The file has no tensor where one is expected: it is damaged, or of another format.");
}
