using ModelDsl.Files;
using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Opens weights files.</summary>
internal static class WeightsReader
{
    /// <summary>Reads the header of a file in either format, which its first bytes tell.</summary>
    /// <param name="path">The file's name, for errors.</param>
    /// <param name="file">The file, at its beginning.</param>
    /// <exception cref="CodedException">The file is truncated, malformed, or holds an unknown element type.</exception>
    public static WeightsHeader ReadHeader(string path, Stream file) =>
        SafeTensorsHeader.IsAt(file) ? SafeTensorsHeader.Read(path, file) : TorchSharpHeader.Read(path, file);

    /// <summary>Reads tensors, on the CPU, and metadata.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readHeader">Reads the header of the format.</param>
    /// <exception cref="CodedException">The file is not of this format, or cannot be read.</exception>
    public static (Dictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Load(string path, Func<string, Stream, WeightsHeader> readHeader) =>
        Open(path, file =>
        {
            var header = readHeader(path, file);
            return (header.ReadTensors(file), header.Metadata);
        });

    /// <summary>Reads metadata and not the tensors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readHeader">Reads the header of the format.</param>
    /// <exception cref="CodedException">The file is not of this format, or cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string path, Func<string, Stream, WeightsHeader> readHeader) =>
        Open(path, file => readHeader(path, file).Metadata);

    private static T Open<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using var file = File.OpenRead(path);
            return read(file);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Reading(path, exception);
        }
    }
}
