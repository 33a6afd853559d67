using System.ComponentModel;

namespace ModelDsl;

/// <summary>max(0, x), elementwise.</summary>
public sealed class ReLUAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public ReLUAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReLUAttribute(bool inplace) { }
}

/// <summary>min(max(0, x), 6), elementwise.</summary>
public sealed class ReLU6Attribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public ReLU6Attribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReLU6Attribute(bool inplace) { }
}

/// <summary>x for positive x, slope · x otherwise.</summary>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the default slope.</summary>
    public LeakyReLUAttribute() { }

    /// <summary>Creates a layer.</summary>
    /// <param name="negativeSlope">The slope for negative x.</param>
    public LeakyReLUAttribute(double negativeSlope) => NegativeSlope = negativeSlope;

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LeakyReLUAttribute(double negativeSlope, bool inplace)
        : this(negativeSlope) { }

    /// <summary>The slope for negative x. Default: 0.01.</summary>
    public double NegativeSlope { get; set; } = 0.01;
}

/// <summary>x for positive x, slope · x otherwise, with a learned slope.</summary>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>Creates a layer with one slope.</summary>
    public PReLUAttribute() { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PReLUAttribute(int inputs) { }

    /// <summary>Not for use: the input size is inferred, and stating it is the error MDL0021.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PReLUAttribute(int inputs, double init) { }

    /// <summary>True for one slope per channel. Default: false.</summary>
    public bool PerChannel { get; set; }

    /// <summary>The initial slope. Default: 0.25.</summary>
    public double Init { get; set; } = 0.25;
}

/// <summary>x for positive x, Alpha · (exp(x) − 1) otherwise.</summary>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the default factor.</summary>
    public ELUAttribute() { }

    /// <summary>Creates a layer.</summary>
    /// <param name="alpha">The factor.</param>
    public ELUAttribute(double alpha) => Alpha = alpha;

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ELUAttribute(double alpha, bool inplace)
        : this(alpha) { }

    /// <summary>The factor. Default: 1.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>x for positive x, Alpha · (exp(x / Alpha) − 1) otherwise.</summary>
public sealed class CELUAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the default factor.</summary>
    public CELUAttribute() { }

    /// <summary>Creates a layer.</summary>
    /// <param name="alpha">The factor, not 0.</param>
    public CELUAttribute(double alpha) => Alpha = alpha;

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CELUAttribute(double alpha, bool inplace)
        : this(alpha) { }

    /// <summary>The factor, not 0. Default: 1.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>1.0507 · x for positive x, 1.0507 · 1.6733 · (exp(x) − 1) otherwise.</summary>
public sealed class SELUAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public SELUAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SELUAttribute(bool inplace) { }
}

/// <summary>x · Φ(x), where Φ is the distribution function of the standard normal distribution.</summary>
public sealed class GELUAttribute : LayerAttribute;

/// <summary>x / (1 + exp(−x)), elementwise.</summary>
public sealed class SiLUAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public SiLUAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SiLUAttribute(bool inplace) { }
}

/// <summary>x · tanh(ln(1 + exp(x))), elementwise.</summary>
public sealed class MishAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public MishAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public MishAttribute(bool inplace) { }
}

/// <summary>1 / (1 + exp(−x)), elementwise.</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>−ln(1 + exp(−x)), elementwise.</summary>
public sealed class LogSigmoidAttribute : LayerAttribute;

/// <summary>min(max(0, x / 6 + 1 / 2), 1), elementwise.</summary>
public sealed class HardsigmoidAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public HardsigmoidAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public HardsigmoidAttribute(bool inplace) { }
}

/// <summary>x · min(max(0, x / 6 + 1 / 2), 1), elementwise.</summary>
public sealed class HardswishAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public HardswishAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public HardswishAttribute(bool inplace) { }
}

/// <summary>min(max(Min, x), Max), elementwise.</summary>
public sealed class HardtanhAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the default bounds.</summary>
    public HardtanhAttribute() { }

    /// <summary>Creates a layer.</summary>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public HardtanhAttribute(double min, double max) => (Min, Max) = (min, max);

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public HardtanhAttribute(double min, double max, bool inplace)
        : this(min, max) { }

    /// <summary>The smallest value. Default: −1.</summary>
    public double Min { get; set; } = -1;

    /// <summary>The largest value. Default: 1.</summary>
    public double Max { get; set; } = 1;
}

/// <summary>The hyperbolic tangent, elementwise.</summary>
public sealed class TanhAttribute : LayerAttribute;

/// <summary>ln(1 + exp(Beta · x)) / Beta, elementwise.</summary>
public sealed class SoftplusAttribute : LayerAttribute
{
    /// <summary>Creates a layer with the default factor and threshold.</summary>
    public SoftplusAttribute() { }

    /// <summary>Creates a layer with the default threshold.</summary>
    /// <param name="beta">The factor.</param>
    public SoftplusAttribute(double beta) => Beta = beta;

    /// <summary>Creates a layer.</summary>
    /// <param name="beta">The factor.</param>
    /// <param name="threshold">The value of Beta · x above which the output is x.</param>
    public SoftplusAttribute(double beta, double threshold) => (Beta, Threshold) = (beta, threshold);

    /// <summary>The factor, more than 0. Default: 1.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>The value of Beta · x above which the output is x. Default: 20.</summary>
    public double Threshold { get; set; } = 20;
}

/// <summary>x / (1 + |x|), elementwise.</summary>
public sealed class SoftsignAttribute : LayerAttribute;

/// <summary>exp(x) / Σ exp(x), over one axis.</summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>Creates a layer over the first axis.</summary>
    public SoftmaxAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SoftmaxAttribute(int dim) { }

    /// <summary>The axis, without the batch: 0 is features or channels. A negative number counts from the end: −1 is the last axis. Default: 0.</summary>
    public int Axis { get; set; }
}

/// <summary>x − ln Σ exp(x), over one axis.</summary>
public sealed class LogSoftmaxAttribute : LayerAttribute
{
    /// <summary>Creates a layer over the first axis.</summary>
    public LogSoftmaxAttribute() { }

    /// <summary>Not for use: the layer has no such argument, which is the error MDL0029.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public LogSoftmaxAttribute(int dim) { }

    /// <summary>The axis, without the batch: 0 is features or channels. A negative number counts from the end: −1 is the last axis. Default: 0.</summary>
    public int Axis { get; set; }
}

/// <summary>The input, unchanged.</summary>
public sealed class IdentityAttribute : LayerAttribute;
