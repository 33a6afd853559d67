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
        Open(path, file =>
        {
            var header = ReadHeader(path, file);
            return (header.ReadTensors(file), header.Metadata);
        });

    /// <summary>Reads the metadata without the tensors.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, has an unknown element type, or cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string path) => Open(path, file => ReadHeader(path, file).Metadata);

    private static WeightsHeader ReadHeader(string path, Stream file) =>
        SafeTensorsHeader.IsAt(file) ? SafeTensorsHeader.Read(path, file) : TorchSharpHeader.Read(path, file);

    private static T Open<T>(string path, Func<Stream, T> read) => CodedFile.Read(path, () =>
    {
        using var file = File.OpenRead(path);
        return read(file);
    });
}
