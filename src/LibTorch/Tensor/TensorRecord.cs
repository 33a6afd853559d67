namespace TorchSharp;

/// <summary>
/// A tensor in TorchSharp's files: element type, number of axes and their lengths, each LEB128-encoded, then the elements in order.
/// </summary>
internal static class TensorRecord
{
    private const int MostAxes = 64;

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
        writer.Write(ordered.bytes);
    }

    /// <exception cref="InvalidDataException">There is no tensor there.</exception>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    public static Tensor Read(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        var axes = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(type) || axes is < 0 or > MostAxes)
            throw new InvalidDataException("The file has no tensor where one is expected: it is damaged, or of another format.");
        var shape = new long[axes];
        foreach (ref var length in shape.AsSpan())
            length = reader.Read7BitEncodedInt64();
        var tensor = empty(shape, type);
        reader.BaseStream.ReadExactly(tensor.bytes);
        return tensor;
    }
}
