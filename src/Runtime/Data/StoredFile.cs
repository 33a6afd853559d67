using Microsoft.Win32.SafeHandles;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>A file with the pixels of images one after another.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Offset">The position of the first image.</param>
/// <param name="ImageShape">The shape of one image, channels first.</param>
/// <param name="IsFloat">True if pixels are 32-bit numbers; otherwise they are bytes.</param>
/// <param name="ChannelsLast">True if the axes in the file are height, width and channels; otherwise the channels are first.</param>
internal sealed record StoredFile(string Path, long Offset, IReadOnlyList<long> ImageShape, bool IsFloat = false, bool ChannelsLast = false)
{
    // The file is read and not mapped: a mapped file that becomes shorter ends the process without an error, and its pages count as the process's memory.
    private readonly Lazy<SafeFileHandle> _handle = new(() => CodedFile.Read(Path, () => File.OpenHandle(Path)));

    /// <summary>The number of pixels of one image, in all channels.</summary>
    public long Pixels => ImageShape.Aggregate(1L, (product, axis) => product * axis);

    /// <summary>The bytes of one image.</summary>
    public int ImageBytes => checked((int)Pixels * (IsFloat ? sizeof(float) : 1));

    /// <summary>The axes of one image in the file.</summary>
    public IReadOnlyList<long> Axes => ChannelsLast ? [ImageShape[1], ImageShape[2], ImageShape[0]] : ImageShape;

    /// <summary>Reads the image at an index.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public void Read(Span<byte> image, long index)
    {
        var (start, read) = (Offset + index * image.Length, 0);
        try
        {
            while (read < image.Length)
            {
                var count = RandomAccess.Read(_handle.Value, image[read..], start + read);
                if (count == 0)
                    throw new CodedException(ErrorCodes.DataTruncated, $"{Path} has become shorter: it ends before byte {start + image.Length}. Restore it, and do not change it during a run.");
                read += count;
            }
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(Path, error);
        }
    }
}
