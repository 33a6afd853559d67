using ModelDsl.Files;

namespace ModelDsl.Weights;

/// <summary>A file of initial weights for a training, identified by its content.</summary>
/// <param name="Path">The path of a safetensors file, or of a file of TorchSharp's <c>module.save</c>.</param>
/// <param name="Hash">The SHA-256 of the file, in lower-case hexadecimal.</param>
public sealed record WeightsFile(string Path, string Hash)
{
    /// <summary>Reads the file and computes its hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static WeightsFile Of(string path) => new(path, FileHash.Of(path));
}
