using System.Security.Cryptography;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>Keeps the pixels of decoded image files, because each process of an experiment needs them and decoding photographs takes long.</summary>
/// <param name="folder">The folder of caches.</param>
/// <param name="key">The hash of everything that the pixels depend on.</param>
internal sealed class PixelCache(string folder, string key)
{
    private string File => Path.Combine(folder, "images", key);

    /// <summary>The kept pixels; null if there are none, or if the file is damaged.</summary>
    /// <param name="length">The number of pixels.</param>
    public byte[]? Find(long length)
    {
        try
        {
            if (new FileInfo(File) is not { Exists: true } info || info.Length != SHA256.HashSizeInBytes + length)
                return null;
            using var stream = info.OpenRead();
            var (hash, pixels) = (new byte[SHA256.HashSizeInBytes], new byte[length]);
            stream.ReadExactly(hash);
            stream.ReadExactly(pixels);
            return SHA256.HashData(pixels).AsSpan().SequenceEqual(hash) ? pixels : null;
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            return null;
        }
    }

    /// <summary>Keeps pixels. A folder that cannot be written costs only time.</summary>
    public void Keep(byte[] pixels)
    {
        try
        {
            AtomicFile.Write(File, stream =>
            {
                stream.Write(SHA256.HashData(pixels));
                stream.Write(pixels);
            });
        }
        catch (CodedException)
        {
        }
    }
}
