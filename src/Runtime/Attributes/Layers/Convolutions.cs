using System.ComponentModel;
using TorchSharp;

namespace ModelDsl;

/// <summary>The arguments that convolutions and transposed convolutions share.</summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size, one integer or one per axis.</param>
public abstract class ConvolutionBaseAttribute(object channels, object kernel) : LayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public object Channels { get; } = channels;

    /// <summary>The kernel size, one integer or one per axis.</summary>
    public object Kernel { get; } = kernel;

    /// <summary>The stride, one integer or one per axis. Default: 1.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>The distance between kernel points, one integer or one per axis. Default: 1.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>The number of channel groups that are convolved independently; it divides the numbers of input and output channels. Default: 1.</summary>
    public object Groups { get; set; } = 1;

    /// <summary>True to divide the weight by its largest singular value, which each training pass estimates anew. Default: false.</summary>
    public bool SpectralNorm { get; set; }

    /// <summary>True to add a learned bias. Default: true.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>The arguments of convolutions over any number of axes.</summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size, one integer or one per axis.</param>
public abstract class ConvolutionAttribute(object channels, object kernel) : ConvolutionBaseAttribute(channels, kernel)
{
    /// <summary>The padding on both sides, one integer or one per axis. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The padded values. Default: zeros.</summary>
    public PaddingModes PaddingMode { get; set; } = PaddingModes.Zeros;

    /// <summary>True for the padding that keeps the input's size; the stride is 1. Default: false.</summary>
    public bool SamePadding { get; set; }
}

/// <summary>
/// A one-dimensional convolution, <c>[inputs, l] → [channels, l']</c> with
/// l' = ⌊(l + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer.</param>
public sealed class Conv1dAttribute(object channels, object kernel) : ConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Conv1dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? dilation = null, object? groups = null, object? bias = null)
        : this(channels, kernel) { }
}

/// <summary>
/// A two-dimensional convolution, <c>[inputs, h, w] → [channels, h', w']</c> with
/// h' = ⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1, on each axis.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class Conv2dAttribute(object channels, object kernel) : ConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Conv2dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? dilation = null, object? groups = null, object? bias = null)
        : this(channels, kernel) { }
}

/// <summary>
/// A three-dimensional convolution, <c>[inputs, d, h, w] → [channels, d', h', w']</c> with
/// h' = ⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1, on each axis.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { depth, height, width }</c>.</param>
public sealed class Conv3dAttribute(object channels, object kernel) : ConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Conv3dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? dilation = null, object? groups = null, object? bias = null)
        : this(channels, kernel) { }
}
