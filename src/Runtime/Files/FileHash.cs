using System.Security.Cryptography;

namespace ModelDsl.Files;

/// <summary>Computes hashes of files.</summary>
internal static class FileHash
{
    /// <summary>The SHA-256 of a file, in lower-case hexadecimal.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static string Of(string path) => CodedFile.Read(path, () =>
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    });
}
