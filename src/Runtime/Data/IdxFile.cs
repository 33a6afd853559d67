using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>
/// A file of unsigned bytes in the IDX format of the MNIST database: two zero bytes, the element type, the number
/// of dimensions, each dimension as a big-endian 32-bit number, the elements. Format: http://yann.lecun.com/exdb/mnist/
/// </summary>
internal sealed class IdxFile
{
    private const byte UnsignedByte = 0x08;
    private const int MaxDimensions = 8;
    private const long LargestFile = 1L << 50;

    private IdxFile(string path, int[] dimensions, byte[] data, string sha256) =>
        (Path, Dimensions, Data, Sha256) = (path, dimensions, data, sha256);

    /// <summary>The path that it was read from.</summary>
    public string Path { get; }

    /// <summary>The dimensions: <c>[60000, 28, 28]</c> for images, <c>[60000]</c> for labels.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The elements, the last dimension fastest; empty if they are not loaded.</summary>
    public byte[] Data { get; }

    /// <summary>The position of the first element if the elements are not loaded; otherwise null.</summary>
    public int? Start { get; private init; }

    /// <summary>The SHA-256 of the uncompressed file with its header, in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Reads a file, plain or compressed with gzip; the content determines the format, not the name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="length">The length of the uncompressed file; null if unknown.</param>
    /// <param name="loadLimit">Images in a plain file with more bytes are checked and not loaded.</param>
    /// <exception cref="CodedException">It is truncated, is not an IDX file of bytes, has another length, or cannot be read.</exception>
    public static IdxFile Read(string path, long? length = null, long loadLimit = StoredImages.LoadLimit)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var content = Unpack(file);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var dimensions = ReadHeader(path, content, hash);
            // A few megabytes can unpack to gigabytes.
            if (length is { } expected && HeaderSize(dimensions) + Size(dimensions) is var stated && stated != expected)
                throw Corrupt(path, $"its header states {stated} bytes, but the file has {expected}");
            var isStored = ReferenceEquals(content, file) && dimensions.Length > 2 && Size(dimensions) > loadLimit;
            if (!isStored && Size(dimensions) > Array.MaxLength)
                throw Corrupt(path, $"its header has the dimensions [{string.Join(", ", dimensions)}], which are too many to load");
            var data = ReadData(path, content, hash, dimensions, isStored);
            return new(path, dimensions, data, Convert.ToHexStringLower(hash.GetHashAndReset())) { Start = isStored ? HeaderSize(dimensions) : null };
        }
        catch (InvalidDataException exception)
        {
            throw Corrupt(path, $"it cannot be decompressed ({exception.Message})", exception);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Reading(path, exception);
        }
    }

    /// <summary>Writes an uncompressed file atomically.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="data">The elements, the last dimension fastest.</param>
    /// <param name="dimensions">The dimensions; their product is the number of elements.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> data, params IReadOnlyList<int> dimensions)
    {
        if (dimensions.Count is 0 or > MaxDimensions || Size(dimensions) != data.Length)
            throw new ArgumentException($"{data.Length} elements are not [{string.Join(", ", dimensions)}].", nameof(dimensions));

        var header = new byte[4 + 4 * dimensions.Count];
        (header[2], header[3]) = (UnsignedByte, (byte)dimensions.Count);
        for (var i = 0; i < dimensions.Count; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), dimensions[i]);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            stream.Write(data.Span);
        });
    }

    private static Stream Unpack(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        var packed = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static int[] ReadHeader(string path, Stream content, IncrementalHash hash)
    {
        var magic = Take(4, 0);
        if (magic is not [0, 0, _, > 0 and <= MaxDimensions])
            throw Corrupt(path, $"it starts with {Convert.ToHexString(magic)}, but an IDX file of bytes starts with 0000{UnsignedByte:X2}01 to 0000{UnsignedByte:X2}{MaxDimensions:X2}");
        if (magic[2] != UnsignedByte)
            throw Corrupt(path, $"its elements have the IDX type {magic[2]:X2}; only {UnsignedByte:X2}, unsigned bytes, is supported");

        var sizes = Take(4 * magic[3], 4);
        var dimensions = new int[magic[3]];
        for (var i = 0; i < dimensions.Length; i++)
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(sizes.AsSpan(4 * i));
        if (Size(dimensions) is null)
            throw Corrupt(path, $"its header has the dimensions [{string.Join(", ", dimensions)}]");
        return dimensions;

        byte[] Take(int count, int before)
        {
            var bytes = new byte[count];
            var read = content.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
            if (read < count)
                throw Truncated(path, before + read, before + count, atLeast: true);
            hash.AppendData(bytes);
            return bytes;
        }
    }

    private static byte[] ReadData(string path, Stream content, IncrementalHash hash, int[] dimensions, bool isStored)
    {
        var size = Size(dimensions)!.Value;
        var header = HeaderSize(dimensions);
        // A damaged header can state gigabytes, so the array grows with the bytes that are read. If the elements are not loaded, one buffer is reused.
        var data = new byte[Math.Min(size, 1 << 26)];
        for (var count = 0L; count < size;)
        {
            if (!isStored && count == data.Length)
                Array.Resize(ref data, (int)Math.Min(size, 2L * count));
            var start = isStored ? 0 : (int)count;
            var read = content.Read(data, start, (int)Math.Min(data.Length - start, size - count));
            if (read == 0)
                throw Truncated(path, header + count, header + size);
            hash.AppendData(data, start, read);
            count += read;
        }
        if (content.ReadByte() >= 0)
            throw Corrupt(path, $"it continues after the {header + size} bytes that its header states");
        return isStored ? [] : data;
    }

    private static int HeaderSize(int[] dimensions) => 4 + 4 * dimensions.Length;

    // The number of elements; null if a dimension is negative or the product is larger than any file.
    private static long? Size(IReadOnlyList<int> dimensions)
    {
        var size = 1L;
        foreach (var dimension in dimensions)
        {
            if (dimension < 0)
                return null;
            if (dimension > 0 && size > LargestFile / dimension)
                return null;
            size *= dimension;
        }
        return size;
    }

    private static CodedException Truncated(string path, long got, long expected, bool atLeast = false) => new(
        ErrorCodes.DataTruncated,
        $"{path} is truncated: {got} of {(atLeast ? "at least " : "")}{expected} bytes (uncompressed). Delete it, and copy or download it again.");

    private static CodedException Corrupt(string path, string what, Exception? inner = null) => new(
        ErrorCodes.DataCorrupt, $"{path} is corrupt: {what}. Delete it, and copy or download it again.", inner);
}
