namespace ModelDsl;

/// <summary>
/// A two-dimensional convolution, <c>[inputs, h, w] → [channels, h', w']</c> with
/// h' = ⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1.
/// </summary>
/// <param name="channels">The number of output channels: an integer, a size's name or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class Conv2dAttribute(object channels, object kernel) : LayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public object Channels { get; } = channels;

    /// <summary>The kernel size, one integer or one per axis.</summary>
    public object Kernel { get; } = kernel;

    /// <summary>The stride, one integer or one per axis. Default: 1.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Zeros added on both sides, one integer or one per axis. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>The distance between kernel points, one integer or one per axis. Default: 1.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>Whether a learned bias is added. Default: true.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>
/// A two-dimensional transposed convolution, <c>[inputs, h, w] → [channels, h', w']</c> with
/// h' = (h − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1.
/// </summary>
/// <param name="channels">The number of output channels: an integer, a size's name or an expression.</param>
/// <param name="kernel">The kernel size: an integer, or <c>new[] { height, width }</c>.</param>
public sealed class ConvTranspose2dAttribute(object channels, object kernel) : LayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public object Channels { get; } = channels;

    /// <summary>The kernel size, one integer or one per axis.</summary>
    public object Kernel { get; } = kernel;

    /// <summary>The stride, one integer or one per axis. Default: 1.</summary>
    public object Stride { get; set; } = 1;

    /// <summary>Rows and columns removed on both sides, one integer or one per axis. Default: 0.</summary>
    public object Padding { get; set; } = 0;

    /// <summary>Rows and columns added at the end, one integer or one per axis; less than the stride. Default: 0.</summary>
    public object OutputPadding { get; set; } = 0;

    /// <summary>The distance between kernel points, one integer or one per axis. Default: 1.</summary>
    public object Dilation { get; set; } = 1;

    /// <summary>Whether a learned bias is added. Default: true.</summary>
    public bool Bias { get; set; } = true;
}
