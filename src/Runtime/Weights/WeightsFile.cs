using System.Security.Cryptography;
using ModelDsl.Files;

namespace ModelDsl.Weights;

/// <summary>A file of weights that a training starts from, known by its content.</summary>
/// <param name="Path">The file: safetensors, or one of TorchSharp's <c>module.save</c>.</param>
/// <param name="Hash">Its SHA-256, in lower-case hexadecimal.</param>
public sealed record WeightsFile(string Path, string Hash)
{
    /// <summary>Reads the file once, for its hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">It cannot be read.</exception>
    public static WeightsFile Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new WeightsFile(path, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }
}
