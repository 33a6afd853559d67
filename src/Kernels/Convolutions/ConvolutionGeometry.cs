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
        LargeBorder = Border(LargePlane, LargeFeatures, height.Large * width.Large);
        SmallBorder = Border(SmallPlane, SmallFeatures, height.Small * width.Small);
        Down = CreateDown();
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

    public static ConvolutionGeometry Of(ConvolutionShape shape)
    {
        if (s_cache.TryGetValue(shape, out var known))
            return known;
        if (s_cache.Count >= MaxCached)
            s_cache.Clear();
        return s_cache[shape] = new(shape);
    }

    private static PinnedInts Border(int plane, PinnedInts features, int positions) =>
        new([.. Enumerable.Range(0, plane / Images).Select(index => index * Images).Except(features.Values.Take(positions))]);

    private int LargeOffset(int y, int x) => (y * Shape.Width.PaddedLarge + x) * Images;

    private int SmallOffset(int y, int x) => (y * Shape.Width.PaddedSmall + x) * Images;

    private ConvolutionTaps CreateDown()
    {
        var (height, width) = (Shape.Height, Shape.Width);
        var taps = (from y in Enumerable.Range(0, height.Kernel) from x in Enumerable.Range(0, width.Kernel) select LargeOffset(y * height.Dilation, x * width.Dilation)).ToArray();
        var bases = (from y in Enumerable.Range(0, height.Small) from x in Enumerable.Range(0, width.Small) select LargeOffset(y * height.Stride, x * width.Stride)).ToArray();
        return new([.. Enumerable.Range(0, taps.Length)], Repeated(taps, Shape.LargeChannels / Shape.Groups, LargePlane), new(bases), new([.. bases.Select((_, index) => index * Images)]));
    }

    private ConvolutionTaps CreateUp(int remainderY, int remainderX)
    {
        var (height, width) = (Shape.Height, Shape.Width);
        var taps = (from y in Taps(height, remainderY) from x in Taps(width, remainderX) select (Index: y.Kernel * width.Kernel + x.Kernel, Offset: SmallOffset(y.Shift, x.Shift))).ToArray();
        var positions = (from y in Positions(height, remainderY) from x in Positions(width, remainderX) select (Base: SmallOffset(y.Base, x.Base), Target: (y.Large * width.Large + x.Large) * Images)).ToArray();
        return new([.. taps.Select(tap => tap.Index)], Repeated([.. taps.Select(tap => tap.Offset)], Shape.SmallChannels / Shape.Groups, SmallPlane),
            new([.. positions.Select(position => position.Base)]), new([.. positions.Select(position => position.Target)]));
    }

    private static PinnedInts Repeated(int[] taps, int channels, int plane) =>
        new([.. from channel in Enumerable.Range(0, channels) from tap in taps select channel * plane + tap]);

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
