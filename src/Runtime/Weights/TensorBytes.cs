using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Writes and reads the bytes of tensors in parts, because a span has at most 2 GiB.</summary>
internal static class TensorBytes
{
    /// <summary>The bytes of a part.</summary>
    public const long PartSize = 1 << 28;

    /// <summary>The number of bytes of a tensor.</summary>
    public static long Count(Tensor tensor) => tensor.NumberOfElements * tensor.ElementSize;

    /// <summary>Writes the bytes of a tensor on any device.</summary>
    public static void Write(Stream stream, Tensor tensor, long partSize = PartSize)
    {
        using var scope = NewDisposeScope();
        foreach (var part in Parts(tensor.detach().cpu().contiguous(), partSize))
            stream.Write(part.bytes);
    }

    /// <summary>Reads the bytes of a contiguous tensor on the CPU.</summary>
    /// <exception cref="EndOfStreamException">The stream has fewer bytes.</exception>
    public static void Read(Stream stream, Tensor tensor, long partSize = PartSize)
    {
        using var scope = NewDisposeScope();
        foreach (var part in Parts(tensor, partSize))
            stream.ReadExactly(part.bytes);
    }

    // Views of the same memory.
    private static IEnumerable<Tensor> Parts(Tensor tensor, long partSize)
    {
        var flat = tensor.flatten();
        var length = Math.Max(1, partSize / tensor.ElementSize);
        for (var start = 0L; start < flat.NumberOfElements; start += length)
            yield return flat.narrow(0, start, Math.Min(length, flat.NumberOfElements - start));
    }
}
