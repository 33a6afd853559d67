namespace ModelDsl;

/// <summary>The arguments that poolings share.</summary>
/// <param name="kernel">The window's size, one integer or one per axis.</param>
public abstract class PoolingAttribute(object kernel) : LayerAttribute
{
    /// <summary>The window's size, one integer or one per axis.</summary>
    public object Kernel { get; } = kernel;

    /// <summary>The stride, one integer or one per axis. Default: the kernel.</summary>
    public object? Stride { get; set; }

    /// <summary>The padding on both sides, one integer or one per axis; at most half of the kernel. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>True to include a last window that is not full. Default: false.</summary>
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
    /// <summary>True to include the padding in the mean. Default: true.</summary>
    public bool CountIncludePad { get; set; } = true;
}

/// <summary>The largest value of each window, <c>[channels, l] → [channels, l']</c>.</summary>
/// <param name="kernel">The window's size: an integer.</param>
public sealed class MaxPool1dAttribute(object kernel) : MaxPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer.</param>
    /// <param name="stride">The stride: an integer.</param>
    public MaxPool1dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer.</param>
    /// <param name="stride">The stride: an integer.</param>
    /// <param name="padding">The padding on both sides: an integer; at most half of the kernel.</param>
    public MaxPool1dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The largest value of each window, <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class MaxPool2dAttribute(object kernel) : MaxPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { height, width }</c>.</param>
    public MaxPool2dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="padding">The padding on both sides: an integer, or <c>new[] { height, width }</c>; at most half of the kernel.</param>
    public MaxPool2dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The largest value of each window, <c>[channels, d, h, w] → [channels, d', h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
public sealed class MaxPool3dAttribute(object kernel) : MaxPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { depth, height, width }</c>.</param>
    public MaxPool3dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="padding">The padding on both sides: an integer, or <c>new[] { depth, height, width }</c>; at most half of the kernel.</param>
    public MaxPool3dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The mean of each window, <c>[channels, l] → [channels, l']</c>.</summary>
/// <param name="kernel">The window's size: an integer.</param>
public sealed class AvgPool1dAttribute(object kernel) : AvgPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer.</param>
    /// <param name="stride">The stride: an integer.</param>
    public AvgPool1dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer.</param>
    /// <param name="stride">The stride: an integer.</param>
    /// <param name="padding">The padding on both sides: an integer; at most half of the kernel.</param>
    public AvgPool1dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The mean of each window, <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class AvgPool2dAttribute(object kernel) : AvgPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { height, width }</c>.</param>
    public AvgPool2dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { height, width }</c>.</param>
    /// <param name="padding">The padding on both sides: an integer, or <c>new[] { height, width }</c>; at most half of the kernel.</param>
    public AvgPool2dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The mean of each window, <c>[channels, d, h, w] → [channels, d', h', w']</c>.</summary>
/// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
public sealed class AvgPool3dAttribute(object kernel) : AvgPoolingAttribute(kernel)
{
    /// <summary>Creates a layer with another stride than the kernel.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { depth, height, width }</c>.</param>
    public AvgPool3dAttribute(object kernel, object stride)
        : this(kernel) => Stride = stride;

    /// <summary>Creates a layer with a stride and a padding.</summary>
    /// <param name="kernel">The window's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="stride">The stride: an integer, or <c>new[] { depth, height, width }</c>.</param>
    /// <param name="padding">The padding on both sides: an integer, or <c>new[] { depth, height, width }</c>; at most half of the kernel.</param>
    public AvgPool3dAttribute(object kernel, object stride, object padding)
        : this(kernel, stride) => Padding = padding;
}

/// <summary>The arguments of average poolings whose output has a given size.</summary>
/// <param name="output">The output's size, one integer or one per axis.</param>
public abstract class AdaptiveAvgPoolingAttribute(object output) : LayerAttribute
{
    /// <summary>The output's size, one integer or one per axis.</summary>
    public object Output { get; } = output;
}

/// <summary>The mean of each window, with as many windows as the output has values: <c>[channels, l] → [channels, l']</c>.</summary>
/// <param name="output">The output's size: an integer.</param>
public sealed class AdaptiveAvgPool1dAttribute(object output) : AdaptiveAvgPoolingAttribute(output);

/// <summary>The mean of each window, with as many windows as the output has values: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="output">The output's size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class AdaptiveAvgPool2dAttribute(object output) : AdaptiveAvgPoolingAttribute(output);

/// <summary>The mean of each window, with as many windows as the output has values: <c>[channels, d, h, w] → [channels, d', h', w']</c>.</summary>
/// <param name="output">The output's size: an integer, or <c>new[] { depth, height, width }</c>.</param>
public sealed class AdaptiveAvgPool3dAttribute(object output) : AdaptiveAvgPoolingAttribute(output);

/// <summary>The interpolation of values between grid points.</summary>
public enum Interpolation
{
    /// <summary>The nearest value.</summary>
    Nearest,

    /// <summary>Linear on both axes of an image.</summary>
    Bilinear,

    /// <summary>Cubic on both axes of an image.</summary>
    Bicubic,

    /// <summary>Linear on a grid of one axis.</summary>
    Linear,

    /// <summary>Linear on the three axes of a volume.</summary>
    Trilinear,
}

/// <summary>Upsamples to a finer grid of one, two or three axes: <c>[channels, h, w] → [channels, Scale·h, Scale·w]</c>.</summary>
/// <param name="scale">The factor: an integer, or one per axis of the grid, such as <c>new[] { height, width }</c>.</param>
public sealed class UpsampleAttribute(object scale) : LayerAttribute
{
    /// <summary>The factor, one integer or one per axis.</summary>
    public object Scale { get; } = scale;

    /// <summary>The interpolation of values between grid points: Nearest, or one for the grid's number of axes. Default: nearest.</summary>
    public Interpolation Mode { get; set; } = Interpolation.Nearest;

    /// <summary>True to keep the values at the corners, in linear and cubic interpolation. Default: false.</summary>
    public bool AlignCorners { get; set; }
}

/// <summary>Moves channels to a finer grid: <c>[c·r², h, w] → [c, r·h, r·w]</c>.</summary>
/// <param name="factor">The factor r.</param>
public sealed class PixelShuffleAttribute(object factor) : LayerAttribute
{
    /// <summary>The factor.</summary>
    public object Factor { get; } = factor;
}

/// <summary>Adds zeros around an image: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="padding">The number of zeros on each side: an integer, or <c>new[] { left, right, top, bottom }</c>.</param>
public sealed class ZeroPad2dAttribute(object padding) : LayerAttribute
{
    /// <summary>The number of zeros on each side, one integer or left, right, top and bottom.</summary>
    public object Padding { get; } = padding;
}

/// <summary>Pads an image with its mirror image, without repeating the edge: <c>[channels, h, w] → [channels, h', w']</c>.</summary>
/// <param name="padding">The number of pixels on each side, less than the image has: an integer, or <c>new[] { left, right, top, bottom }</c>.</param>
public sealed class ReflectionPad2dAttribute(object padding) : LayerAttribute
{
    /// <summary>The number of pixels on each side, one integer or left, right, top and bottom.</summary>
    public object Padding { get; } = padding;
}
