using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Jobs;

/// <summary>
/// Files of one JSON record. The last member is the SHA-256 of all bytes before it, so that a damaged or edited file is detected, and record and
/// hash are written at once.
/// </summary>
internal static class SealedRecord
{
    private const string End = "\n}";

    private static readonly int s_sealLength = Seal([]).Length;

    /// <summary>Writes a record.</summary>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Write<T>(string path, T record, JsonTypeInfo<T> type)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(record, type)[..^End.Length];
        AtomicFile.Write(path, stream =>
        {
            stream.Write(content);
            stream.Write(Seal(content));
        });
    }

    /// <summary>Reads a record; null if the file is missing, differs from what was written, or contains another record.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type) where T : class
    {
        if (!File.Exists(path))
            return null;
        var file = CodedFile.Read(path, () => File.ReadAllBytes(path));
        if (file.Length < s_sealLength || !Seal(file.AsSpan(..^s_sealLength)).AsSpan().SequenceEqual(file.AsSpan(^s_sealLength..)))
            return null;
        try
        {
            return JsonSerializer.Deserialize([.. file.AsSpan(..^s_sealLength), .. Encoding.UTF8.GetBytes(End)], type);
        }
        catch (JsonException)
        {
            // Another version of the library wrote it.
            return null;
        }
    }

    private static byte[] Seal(ReadOnlySpan<byte> content) => Encoding.UTF8.GetBytes($",\n  \"sha256\": \"{Convert.ToHexStringLower(SHA256.HashData(content))}\"{End}");
}
