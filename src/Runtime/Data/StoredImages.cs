using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Data;

/// <summary>
/// Images that remain in their file: each batch is read when it is needed, so that memory does not grow with their number. The file must not change while it
/// is used.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="count">The number of images.</param>
internal sealed class StoredImages(StoredFile file, int count)
{
    /// <summary>The largest size, in bytes, of images that are loaded. In memory they need four times as much, as 32-bit numbers.</summary>
    public const long LoadLimit = 1L << 30;

    // The index in the file of each image; null if the images follow each other from _start.
    private int[]? _rows;
    private int _start;

    /// <summary>The number of images.</summary>
    public int Count { get; } = count;

    /// <summary>The shape of one image: channels first, unless it is changed.</summary>
    public IReadOnlyList<long> Shape { get; private init; } = file.ImageShape;

    /// <summary>True if pixels are 32-bit numbers and not bytes.</summary>
    public bool IsFloat => file.IsFloat;

    /// <summary>The number of pixels of all images.</summary>
    public long Pixels => Count * file.Pixels;

    /// <summary>Consecutive images.</summary>
    public StoredImages Range(long start, long count) => new(file, (int)count) { Shape = Shape, _rows = _rows, _start = _start + (int)start };

    /// <summary>Images at some indices.</summary>
    public StoredImages Select(IReadOnlyList<int> indices) => new(file, indices.Count) { Shape = Shape, _rows = [.. indices.Select(Row)] };

    /// <summary>The same images in another shape with as many pixels.</summary>
    public StoredImages Reshape(IReadOnlyList<long> shape) => new(file, Count) { Shape = shape, _rows = _rows, _start = _start };

    /// <summary>Reads images at some indices as 32-bit floating-point numbers in [0, 1], on the CPU.</summary>
    /// <returns><c>[n, …]</c>, owned by the caller.</returns>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public Tensor Read(IReadOnlyList<long> indices)
    {
        using var scope = NewDisposeScope();
        var stored = empty([indices.Count, .. file.Axes], IsFloat ? ScalarType.Float32 : ScalarType.Byte);
        var size = file.ImageBytes;
        var bytes = stored.bytes;
        for (var i = 0; i < indices.Count; i++)
            file.Read(bytes.Slice(i * size, size), Row((int)indices[i]));
        var images = file.ChannelsLast ? stored.permute(0, 3, 1, 2).contiguous() : stored;
        return (IsFloat ? images : images.to_type(ScalarType.Float32).div_(byte.MaxValue)).reshape([indices.Count, .. Shape]).MoveToOuterDisposeScope();
    }

    /// <summary>Reads all images.</summary>
    /// <returns><c>[count, …]</c>, owned by the caller.</returns>
    public Tensor Read() => Read([.. Enumerable.Range(0, Count).Select(index => (long)index)]);

    /// <summary>Checks that all pixels are in [0, 1].</summary>
    /// <exception cref="InvalidDataException">A pixel is not; the message is the reason.</exception>
    public void CheckRange(CancellationToken cancellation = default)
    {
        var image = new float[file.Pixels];
        for (var index = 0; index < Count && IsFloat; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            file.Read(System.Runtime.InteropServices.MemoryMarshal.AsBytes(image.AsSpan()), index);
            if (image.Any(value => value is not (>= 0 and <= 1)))
                throw new InvalidDataException("x has floating-point numbers outside [0, 1]. Divide them by 255, or save them as uint8");
        }
    }

    private int Row(int index) => _rows is { } rows ? rows[_start + index] : _start + index;
}
