namespace ModelDsl;

/// <summary>The arguments that poolings share.</summary>
/// <param name="kernel">The window's size, one integer or one per axis.</param>
public abstract class PoolingAttribute(object kernel) : LayerAttribute
{
    /// <summary>The window's size, one integer or one per axis.</summary>
    public object Kernel { get; } = kernel;

    /// <summary>The stride, one integer or one per axis. Default: the kernel.</summary>
    public object? Stride { get; set; }

    /// <summary>What is added on both sides, one integer or one per axis; at most half of the kernel. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>Whether a last window that is not full counts. Default: false.</summary>
    public bool CeilMode { get; set; }
}

/// <summary>The arguments of maximum poolings over any number of axes.</summary>
/// <param name="kernel">The window's size, one integer or one per axis.</param>
public abstract class MaxPoolingAttribute(object kernel) : PoolingAttribute(kernel)
{
    /// <summary>The distance between the window's points, one integer or one per axis. Default: 1.</summary>
    public object Dilation { get; set; } = 1;
}

/// <summary>The arguments of average poolings over any number of axes.</summary>
/// <param name="kernel">The window's size, one integer or one per axis.</param>
public abstract class AvgPoolingAttribute(object kernel) : PoolingAttribute(kernel)
{
    /// <summary>Whether padding counts in the mean. Default: true.</summary>
    public bool CountIncludePad { get; set; } = true;
}

/// <summary>The largest value of each window, <c>[channels, l] → [channels, l']</c>.</summary>
/// <param name="kernel">The window's size: an integer.</param>
public sealed class MaxPool1dAttribute(object kernel) : MaxPoolingAttribute(kernel);

/// <summary>The largest value of each window, <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class MaxPool2dAttribute(object kernel) : MaxPoolingAttribute(kernel);

/// <summary>The mean of each window, <c>[channels, l] → [channels, l']</c>.</summary>
/// <param name="kernel">The window's size: an integer.</param>
public sealed class AvgPool1dAttribute(object kernel) : AvgPoolingAttribute(kernel);

/// <summary>The mean of each window, <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class AvgPool2dAttribute(object kernel) : AvgPoolingAttribute(kernel);

/// <summary>The mean of as many windows as give the output: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="output">The output's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class AdaptiveAvgPool2dAttribute(object output) : LayerAttribute
{
    /// <summary>The output's size, one integer or one per axis.</summary>
    public object Output { get; } = output;
}

/// <summary>How values between grid points are found.</summary>
public enum Interpolation
{
    /// <summary>From the nearest.</summary>
    Nearest,

    /// <summary>Linearly on both axes.</summary>
    Bilinear,

    /// <summary>By cubic curves on both axes.</summary>
    Bicubic,
}

/// <summary>A finer grid: <c>[channels, h, w] → [channels, Scale·h, Scale·w]</c>.</summary>
/// <param name="scale">The factor: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class UpsampleAttribute(object scale) : LayerAttribute
{
    /// <summary>The factor, one integer or one per axis.</summary>
    public object Scale { get; } = scale;

    /// <summary>How values between grid points are found. Default: from the nearest.</summary>
    public Interpolation Mode { get; set; } = Interpolation.Nearest;

    /// <summary>Whether the corners keep their values; for linear and cubic interpolation. Default: false.</summary>
    public bool AlignCorners { get; set; }
}

/// <summary>Moves channels to a finer grid: <c>[c·r², h, w] → [c, r·h, r·w]</c>.</summary>
/// <param name="factor">The factor r.</param>
public sealed class PixelShuffleAttribute(int factor) : LayerAttribute
{
    /// <summary>The factor.</summary>
    public int Factor { get; } = factor;
}

/// <summary>Adds zeros around an image: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="padding">How many: an integer, or <c>new[] { left, right, top, bottom }</c>.</param>
public sealed class ZeroPad2dAttribute(object padding) : LayerAttribute
{
    /// <summary>How many, one integer or left, right, top and bottom.</summary>
    public object Padding { get; } = padding;
}

/// <summary>Adds the mirror image around an image, without the edge itself: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="padding">How much, less than the image: an integer, or <c>new[] { left, right, top, bottom }</c>.</param>
public sealed class ReflectionPad2dAttribute(object padding) : LayerAttribute
{
    /// <summary>How much, one integer or left, right, top and bottom.</summary>
    public object Padding { get; } = padding;
}
