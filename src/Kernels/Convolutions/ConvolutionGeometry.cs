using System.Collections.Concurrent;

namespace ModelDsl.Kernels;

/// <summary>
/// The offsets of the values that a convolution reads. They refer to planes of 16 images, which store one float of each image for each pixel.
/// </summary>
internal sealed class ConvolutionGeometry
{
    /// <summary>The number of images of a block, one per lane.</summary>
    public const int Images = 16;

    private const int MaxCached = 256;

    private static readonly ConcurrentDictionary<ConvolutionShape, ConvolutionGeometry> s_cache = new();

    private readonly bool[] _isLargePixel, _isSmallPixel;

    private ConvolutionGeometry(ConvolutionShape shape)
    {
        Shape = shape;
        var (height, width) = (shape.Height, shape.Width);
        LargePlane = height.PaddedLarge * width.PaddedLarge * Images;
        SmallPlane = height.PaddedSmall * width.PaddedSmall * Images;
        LargeFeatures = new([.. from channel in Enumerable.Range(0, shape.LargeChannels)
                                from y in Enumerable.Range(0, height.Large)
                                from x in Enumerable.Range(0, width.Large)
                                select channel * LargePlane + LargeOffset(y + height.Padding, x + width.Padding)]);
        SmallFeatures = new([.. from channel in Enumerable.Range(0, shape.SmallChannels)
                                from y in Enumerable.Range(0, height.Small)
                                from x in Enumerable.Range(0, width.Small)
                                select channel * SmallPlane + SmallOffset(y + height.SmallBefore, x + width.SmallBefore)]);
        _isLargePixel = ArePixels(LargePlane, LargeFeatures, height.Large * width.Large);
        _isSmallPixel = ArePixels(SmallPlane, SmallFeatures, height.Small * width.Small);
        LargeBorder = Border(_isLargePixel);
        SmallBorder = Border(_isSmallPixel);
        Down = CreateDown();
        var order = new int[shape.LargeChannels / shape.Groups * shape.KernelSize];
        Columns = [.. CreateColumns(order)];
        ColumnOrder = new(order);
        Up = [.. from y in Enumerable.Range(0, height.Stride) from x in Enumerable.Range(0, width.Stride) select CreateUp(y, x)];
    }

    public ConvolutionShape Shape { get; }

    /// <summary>The number of floats of a channel with padding.</summary>
    public int LargePlane { get; }

    public int SmallPlane { get; }

    /// <summary>The place of each feature of an image in the padded planes.</summary>
    public PinnedInts LargeFeatures { get; }

    public PinnedInts SmallFeatures { get; }

    /// <summary>The places of a padded plane that have no feature and are zero.</summary>
    public PinnedInts LargeBorder { get; }

    public PinnedInts SmallBorder { get; }

    /// <summary>The taps with which the small planes follow from the large ones.</summary>
    public ConvolutionTaps Down { get; }

    /// <summary>The taps with which the large planes follow from the small ones: a set for each remainder of a position and the stride.</summary>
    public ConvolutionTaps[] Up { get; }

    /// <summary>The sums of a weight's gradient in the order in which they are computed, and the index of each in a row of the weight.</summary>
    public IReadOnlyList<CorrelationColumns> Columns { get; }

    public PinnedInts ColumnOrder { get; }

    public static ConvolutionGeometry Of(ConvolutionShape shape)
    {
        if (s_cache.TryGetValue(shape, out var known))
            return known;
        if (s_cache.Count >= MaxCached)
            s_cache.Clear();
        return s_cache[shape] = new(shape);
    }

    private static bool[] ArePixels(int plane, PinnedInts features, int positions)
    {
        var arePixels = new bool[plane / Images];
        foreach (var place in features.Values.Take(positions))
            arePixels[place / Images] = true;
        return arePixels;
    }

    private static PinnedInts Border(bool[] arePixels) => new([.. Enumerable.Range(0, arePixels.Length).Where(index => !arePixels[index]).Select(index => index * Images)]);

    private int LargeOffset(int y, int x) => (y * Shape.Width.PaddedLarge + x) * Images;

    private int SmallOffset(int y, int x) => (y * Shape.Width.PaddedSmall + x) * Images;

    private ConvolutionTaps CreateDown() => Create(
        [.. KernelOffsets().Select((offset, index) => (index, offset))], LargeBases().Select((place, index) => (place, index * Images)),
        Shape.LargeChannels / Shape.Groups, LargePlane, _isLargePixel);

    /// <summary>The place in the large plane from which each position of the small one reads.</summary>
    private int[] LargeBases() =>
        [.. from y in Enumerable.Range(0, Shape.Height.Small) from x in Enumerable.Range(0, Shape.Width.Small) select LargeOffset(y * Shape.Height.Stride, x * Shape.Width.Stride)];

    /// <summary>The distance of each index of the kernel in the large plane.</summary>
    private int[] KernelOffsets() =>
        [.. from y in Enumerable.Range(0, Shape.Height.Kernel) from x in Enumerable.Range(0, Shape.Width.Kernel) select LargeOffset(y * Shape.Height.Dilation, x * Shape.Width.Dilation)];

    private ConvolutionTaps CreateUp(int remainderY, int remainderX)
    {
        var (height, width) = (Shape.Height, Shape.Width);
        var taps = from y in Taps(height, remainderY) from x in Taps(width, remainderX) select (y.Kernel * width.Kernel + x.Kernel, SmallOffset(y.Shift, x.Shift));
        var positions = from y in Positions(height, remainderY) from x in Positions(width, remainderX) select (SmallOffset(y.Base, x.Base), (y.Large * width.Large + x.Large) * Images);
        return Create([.. taps], positions, Shape.SmallChannels / Shape.Groups, SmallPlane, _isSmallPixel);
    }

    /// <summary>Divides positions into sets whose taps read pixels and not padding.</summary>
    private static ConvolutionTaps Create((int Index, int Offset)[] taps, IEnumerable<(int Base, int Target)> positions, int channels, int plane, bool[] isPixel) => new(
        [.. taps.Select(tap => tap.Index)], channels * taps.Length,
        [.. from position in positions
            let used = string.Concat(taps.Select(tap => isPixel[(position.Base + tap.Offset) / Images] ? '1' : '0'))
            group position by used into set
            let indices = Enumerable.Range(0, taps.Length).Where(index => set.Key[index] == '1').ToArray()
            select new ConvolutionPositions(
                new([.. from channel in Enumerable.Range(0, channels) from index in indices select channel * taps.Length + index]),
                new([.. from channel in Enumerable.Range(0, channels) from index in indices select channel * plane + taps[index].Offset]),
                new([.. set.Select(position => position.Base)]), new([.. set.Select(position => position.Target)]))]);

    /// <summary>
    /// Three channels with the same index of the kernel are a tile, with the positions at which it reads pixels. The indices of a remaining channel
    /// share tiles with all positions.
    /// </summary>
    private IEnumerable<CorrelationColumns> CreateColumns(int[] order)
    {
        var (kernel, bases, channels, first) = (KernelOffsets(), LargeBases(), Shape.LargeChannels / Shape.Groups, 0);
        var pixels = kernel.Select(offset => Positions(index => _isLargePixel[(bases[index] + offset) / Images])).ToArray();
        var all = Positions(_ => true);
        for (var channel = 0; channel + 3 <= channels; channel += 3)
        {
            for (var index = 0; index < kernel.Length; index++)
                yield return Columns([.. Enumerable.Range(channel, 3).Select(each => (each, index))], pixels[index]);
        }

        var rest = from channel in Enumerable.Range(channels - channels % 3, channels % 3) from index in Enumerable.Range(0, kernel.Length) select (channel, index);
        foreach (var columns in rest.Chunk(3))
            yield return Columns(columns, all);

        (PinnedInts Left, PinnedInts Right) Positions(Func<int, bool> isUsed)
        {
            var used = Enumerable.Range(0, bases.Length).Where(isUsed).ToArray();
            return (new([.. used.Select(index => SmallFeatures.Values.ElementAt(index))]), new([.. used.Select(index => bases[index])]));
        }

        CorrelationColumns Columns((int Channel, int Index)[] columns, (PinnedInts Left, PinnedInts Right) positions)
        {
            var start = first;
            foreach (var (channel, index) in columns)
                order[first++] = channel * kernel.Length + index;
            return new(start, [.. columns.Select(column => column.Channel * LargePlane + kernel[column.Index])], positions.Left, positions.Right);
        }
    }

    /// <summary>The indices of the kernel that reach a position with a remainder, each with the distance from the position's base.</summary>
    private static IEnumerable<(int Kernel, int Shift)> Taps(ConvolutionAxis axis, int remainder) =>
        from kernel in Enumerable.Range(0, axis.Kernel)
        let distance = remainder - kernel * axis.Dilation
        where distance % axis.Stride == 0
        select (kernel, distance / axis.Stride);

    private static IEnumerable<(int Large, int Base)> Positions(ConvolutionAxis axis, int remainder) =>
        from large in Enumerable.Range(0, axis.Large)
        where (large + axis.Padding) % axis.Stride == remainder
        select (large, (large + axis.Padding) / axis.Stride + axis.SmallBefore);
}
