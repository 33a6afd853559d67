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

    /// <summary>The file of stored pixels; null if missing or damaged.</summary>
    /// <param name="length">The number of pixels.</param>
    /// <param name="shape">The shape of one image.</param>
    public StoredFile? FindFile(long length, IReadOnlyList<long> shape)
    {
        try
        {
            if (new FileInfo(File) is not { Exists: true } info || info.Length != SHA256.HashSizeInBytes + length)
                return null;
            using var stream = info.OpenRead();
            var hash = new byte[SHA256.HashSizeInBytes];
            stream.ReadExactly(hash);
            return SHA256.HashData(stream).AsSpan().SequenceEqual(hash) ? new(File, SHA256.HashSizeInBytes, shape) : null;
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            return null;
        }
    }

    /// <summary>Stores pixels that do not fit in memory.</summary>
    /// <param name="parts">The pixels in parts. A part may be overwritten after the next one is requested.</param>
    /// <param name="shape">The shape of one image.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public StoredFile Keep(IEnumerable<ReadOnlyMemory<byte>> parts, IReadOnlyList<long> shape)
    {
        AtomicFile.Write(File, stream =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            stream.Write(new byte[SHA256.HashSizeInBytes]);
            foreach (var part in parts)
            {
                hash.AppendData(part.Span);
                stream.Write(part.Span);
            }

            stream.Position = 0;
            stream.Write(hash.GetHashAndReset());
        });
        return new(File, SHA256.HashSizeInBytes, shape);
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
