using System.ComponentModel;

namespace ModelDsl;

/// <summary>A fully connected layer, <c>[inputs] → [features]</c>: x Wᵀ + b. With LastAxis, <c>[axes…, inputs] → [axes…, features]</c>.</summary>
/// <param name="features">The number of outputs: an integer, the name of a size or an expression.</param>
public sealed class LinearAttribute(object features) : LayerAttribute
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LinearAttribute(object inputs, object features, object? bias = null)
        : this(features) { }

    /// <summary>The number of outputs.</summary>
    public object Features { get; } = features;

    /// <summary>True to apply it to the last axis of an input with any number of axes. Default: false.</summary>
    public bool LastAxis { get; set; }

    /// <summary>True to divide the weight by its largest singular value, which each training pass estimates anew. Default: false.</summary>
    public bool SpectralNorm { get; set; }

    /// <summary>True to add a learned bias. Default: true.</summary>
    public bool Bias { get; set; } = true;
}

/// <summary>
/// The last layer of a stage that returns a <see cref="Gaussian"/>, <c>[inputs] → [features]</c>: one fully connected layer
/// for the mean and one for the logarithm of the variance.
/// </summary>
/// <param name="features">The number of dimensions: an integer, the name of a size or an expression.</param>
public sealed class GaussianAttribute(object features) : LayerAttribute
{
    /// <summary>The number of dimensions.</summary>
    public object Features { get; } = features;

    /// <summary>The smallest logarithm of the variance; smaller ones are set to it, and have no gradient. Default: unbounded.</summary>
    public double MinLogVariance { get; set; } = double.NegativeInfinity;

    /// <summary>The largest logarithm of the variance; larger ones are set to it, and have no gradient. Default: unbounded.</summary>
    public double MaxLogVariance { get; set; } = double.PositiveInfinity;
}

/// <summary>
/// The transpose of a <see cref="LinearAttribute"/> or <see cref="Conv2dAttribute"/> of another stage, with the weight of
/// that layer and a separate bias.
/// </summary>
/// <param name="stage">The other stage: <c>nameof(Encode)</c>.</param>
/// <param name="layer">The layer's number there.</param>
public sealed class TiedAttribute(string stage, int layer) : LayerAttribute
{
    /// <summary>The other stage.</summary>
    public string Stage { get; } = stage;

    /// <summary>The layer's number there, after blocks are expanded.</summary>
    public int Layer { get; } = layer;

    /// <summary>For a convolution, the rows and columns added at the end, one integer or one per axis. Default: 0.</summary>
    public object OutputPadding { get; set; } = 0;

    /// <summary>True to add a learned bias. Default: true.</summary>
    public bool Bias { get; set; } = true;
}
