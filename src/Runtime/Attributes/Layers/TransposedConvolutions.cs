using System.ComponentModel;

namespace ModelDsl;

/// <summary>The arguments of transposed convolutions over any number of axes.</summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size, one integer or one per axis.</param>
public abstract class TransposedConvolutionAttribute(object channels, object kernel) : ConvolutionBaseAttribute(channels, kernel)
{
    /// <summary>The size removed on both sides, one integer or one per axis. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The size added at the end, one integer or one per axis; less than the stride or the dilation. Default: 0.</summary>
    public object OutputPadding { get; set; } = 0;

    /// <summary>The output's size, one integer or one per axis, for which OutputPadding is chosen. Default: the size that OutputPadding gives.</summary>
    public object? Output { get; set; }
}

/// <summary>
/// A one-dimensional transposed convolution, <c>[inputs, l] → [channels, l']</c> with
/// l' = (l − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer.</param>
public sealed class ConvTranspose1dAttribute(object channels, object kernel) : TransposedConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ConvTranspose1dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? outputPadding = null, object? groups = null, object? bias = null, object? dilation = null)
        : this(channels, kernel) { }
}

/// <summary>
/// A two-dimensional transposed convolution, <c>[inputs, h, w] → [channels, h', w']</c> with
/// h' = (h − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1, on each axis.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class ConvTranspose2dAttribute(object channels, object kernel) : TransposedConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ConvTranspose2dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? outputPadding = null, object? groups = null, object? bias = null, object? dilation = null)
        : this(channels, kernel) { }
}

/// <summary>
/// A three-dimensional transposed convolution, <c>[inputs, d, h, w] → [channels, d', h', w']</c> with
/// h' = (h − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1, on each axis.
/// </summary>
/// <param name="channels">The number of output channels: an integer, the name of a size or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { depth, height, width }</c>.</param>
public sealed class ConvTranspose3dAttribute(object channels, object kernel) : TransposedConvolutionAttribute(channels, kernel)
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ConvTranspose3dAttribute(
        object inputs, object channels, object kernel, object? stride = null, object? padding = null, object? outputPadding = null, object? groups = null, object? bias = null, object? dilation = null)
        : this(channels, kernel) { }
}
