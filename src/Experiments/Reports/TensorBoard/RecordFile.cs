using System.Buffers.Binary;
using System.Numerics;

namespace ModelDsl.Experiments.Reports.TensorBoard;

/// <summary>
/// TensorFlow's record format: the length, its checksum, the content, its checksum, all little-endian.
/// Format: https://www.tensorflow.org/tutorials/load_data/tfrecord
/// </summary>
internal static class RecordFile
{
    /// <summary>Appends a record.</summary>
    public static void Append(Stream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)content.Length);
        stream.Write(length);
        AppendChecksum(stream, length);
        stream.Write(content);
        AppendChecksum(stream, content);
    }

    /// <summary>The masked CRC-32C. The mask keeps the checksum of data that contain checksums strong.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }

    private static void AppendChecksum(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Checksum(data));
        stream.Write(checksum);
    }
}
