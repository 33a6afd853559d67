using ModelDsl.Files;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Reads weights files in either format, which their first bytes determine.</summary>
internal static class WeightsReader
{
    /// <summary>Reads the tensors and the metadata. The caller or the caller's dispose scope owns the tensors, which are on the CPU.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, has an unknown element type, or cannot be read.</exception>
    public static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Load(string path) =>
        Read(path, (header, file) => (WeightsHeader.ReadTensors(file, header.Tensors.Select(tensor => KeyValuePair.Create(tensor.Name, tensor))), header.Metadata));

    /// <summary>Reads the names, types and shapes of the tensors, and the metadata.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, has an unknown element type, or cannot be read.</exception>
    public static WeightsHeader Header(string path) => Read(path, (header, _) => header);

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">The content.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads tensors; the file is at the position after the header.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, has an unknown element type, or cannot be read.</exception>
    public static T Read<T>(string path, Func<WeightsHeader, Stream, T> read) => CodedFile.Read(path, () =>
    {
        using var file = File.OpenRead(path);
        return read(ReadHeader(path, file), file);
    });

    private static WeightsHeader ReadHeader(string path, Stream file)
    {
        if (SafeTensorsHeader.IsAt(file))
            return SafeTensorsHeader.Read(path, file);
        return IsOfPyTorch(file)
            ? throw new CodedException(ErrorCodes.WeightsOfPyTorch,
                $"{path} is a file of PyTorch's torch.save, which is not read. Convert it in Python: safetensors.torch.save_file(torch.load(\"{Path.GetFileName(path)}\", weights_only=True), \"{Path.GetFileNameWithoutExtension(path)}.safetensors\").")
            : TorchSharpHeader.Read(path, file);
    }

    // A ZIP archive, or, before PyTorch 1.6, a pickled number that identifies the format.
    private static bool IsOfPyTorch(Stream file)
    {
        Span<byte> start = stackalloc byte[8];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return start.StartsWith("PK\x03\x04"u8) || start.SequenceEqual<byte>([0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46]);
    }
}
