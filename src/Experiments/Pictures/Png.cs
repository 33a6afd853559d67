using System.Buffers.Binary;
using System.IO.Compression;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Pictures;

/// <summary>Writes PNG pictures, gray or color, with 8 bits per sample. Format: https://www.w3.org/TR/png-3/</summary>
internal static class Png
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Writes a picture to a temporary name and renames it.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="image">The picture.</param>
    /// <exception cref="CodedException">The file cannot be written.</exception>
    public static void Save(string path, RasterImage image)
    {
        var bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Encodes a picture as PNG.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="transparent">The value of all channels of the transparent pixels; null for none.</param>
    public static byte[] Encode(RasterImage image, byte? transparent = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Columns);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Rows);
        header[8] = 8; // bits per sample
        header[9] = (byte)(image.Channels == 1 ? 0 : 2); // gray or color; the remaining zeros mean deflate, adaptive filters, not interlaced

        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, header);
        if (transparent is { } value)
            WriteChunk(file, "tRNS"u8, [.. Enumerable.Repeat<byte[]>([0, value], image.Channels).SelectMany(sample => sample)]);
        WriteChunk(file, "IDAT"u8, Deflate(image));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Deflate(RasterImage image)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            for (var row = 0; row < image.Rows; row++)
            {
                zlib.WriteByte(0); // this row's filter: none
                zlib.Write(image.Pixels, row * image.Columns * image.Channels, image.Columns * image.Channels);
            }
        }
        return packed.ToArray();
    }

    private static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    // The base library has no public CRC-32, and this does not justify a package. Bitwise, with the reversed polynomial of ISO 3309: pictures
    // are small.
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
        }
        return crc;
    }
}
