using System.ComponentModel;

namespace ModelDsl;

/// <summary>The arguments that batch normalizations share.</summary>
public abstract class BatchNormAttribute : LayerAttribute
{
    /// <summary>The value added to the variance. Default: 10⁻⁵.</summary>
    public double Eps { get; set; } = 1e-5;

    /// <summary>The weight of each batch in the running statistics, 0 to 1. Default: 0.1.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>True to learn a scale and a shift for each channel. Default: true.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>True to keep running statistics and use them outside training. Default: true.</summary>
    public bool TrackRunningStats { get; set; } = true;
}

/// <summary>Batch normalization of features or of channels along a length: (x − mean) / √(variance + Eps), over the batch.</summary>
public sealed class BatchNorm1dAttribute : BatchNormAttribute
{
    /// <summary>Creates a layer with the channels of its input.</summary>
    public BatchNorm1dAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BatchNorm1dAttribute(object inputs, object? eps = null, object? momentum = null, object? affine = null, object? trackRunningStats = null) { }
}

/// <summary>Batch normalization of an image's channels: (x − mean) / √(variance + Eps), over batch, height and width.</summary>
public sealed class BatchNorm2dAttribute : BatchNormAttribute
{
    /// <summary>Creates a layer with the channels of its input.</summary>
    public BatchNorm2dAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BatchNorm2dAttribute(object inputs, object? eps = null, object? momentum = null, object? affine = null, object? trackRunningStats = null) { }
}

/// <summary>Batch normalization of a volume's channels: (x − mean) / √(variance + Eps), over batch, depth, height and width.</summary>
public sealed class BatchNorm3dAttribute : BatchNormAttribute
{
    /// <summary>Creates a layer with the channels of its input.</summary>
    public BatchNorm3dAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public BatchNorm3dAttribute(object inputs, object? eps = null, object? momentum = null, object? affine = null, object? trackRunningStats = null) { }
}

/// <summary>Normalizes each channel of each image: (x − mean) / √(variance + Eps), over height and width.</summary>
public sealed class InstanceNorm2dAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the channels of its input.</summary>
    public InstanceNorm2dAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public InstanceNorm2dAttribute(object inputs, object? eps = null, object? momentum = null, object? affine = null, object? trackRunningStats = null) { }

    /// <summary>The value added to the variance. Default: 10⁻⁵.</summary>
    public double Eps { get; set; } = 1e-5;

    /// <summary>The weight of each batch in the running statistics, 0 to 1. Default: 0.1.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>True to learn a scale and a shift for each channel. Default: false.</summary>
    public bool Affine { get; set; }

    /// <summary>True to keep running statistics and use them outside training. Default: false.</summary>
    public bool TrackRunningStats { get; set; }
}

/// <summary>Normalizes each input: (x − mean) / √(variance + Eps), over all of its axes or the last ones.</summary>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>Creates a layer that normalizes all axes.</summary>
    public LayerNormAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LayerNormAttribute(object inputs, object? eps = null, object? affine = null) { }

    /// <summary>The number of last axes that are normalized together. Default: all.</summary>
    public int Axes { get; set; }

    /// <summary>The value added to the variance. Default: 10⁻⁵.</summary>
    public double Eps { get; set; } = 1e-5;

    /// <summary>True to learn a scale and a shift for each element. Default: true.</summary>
    public bool Affine { get; set; } = true;
}

/// <summary>Normalizes groups of channels of each input: (x − mean) / √(variance + Eps).</summary>
/// <param name="groups">The number of groups; it divides the channels.</param>
public sealed class GroupNormAttribute(object groups) : LayerAttribute
{
    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public GroupNormAttribute(object groups, object inputs, object? eps = null, object? affine = null)
        : this(groups) { }

    /// <summary>The number of groups.</summary>
    public object Groups { get; } = groups;

    /// <summary>The value added to the variance. Default: 10⁻⁵.</summary>
    public double Eps { get; set; } = 1e-5;

    /// <summary>True to learn a scale and a shift for each channel. Default: true.</summary>
    public bool Affine { get; set; } = true;
}

/// <summary>In training, sets elements to zero at random and divides the others by 1 − P.</summary>
/// <param name="p">The probability, 0 to 1. Default: 0.5.</param>
public sealed class DropoutAttribute(double p = 0.5) : LayerAttribute
{
    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DropoutAttribute(double p, bool inplace)
        : this(p) { }

    /// <summary>The probability.</summary>
    public double P { get; } = p;
}

/// <summary>In training, sets entire channels of an image to zero at random and divides the others by 1 − P.</summary>
/// <param name="p">The probability, 0 to 1. Default: 0.5.</param>
public sealed class Dropout2dAttribute(double p = 0.5) : LayerAttribute
{
    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Dropout2dAttribute(double p, bool inplace)
        : this(p) { }

    /// <summary>The probability.</summary>
    public double P { get; } = p;
}
