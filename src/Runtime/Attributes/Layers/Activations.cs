namespace ModelDsl;

/// <summary>max(0, x), elementwise.</summary>
public sealed class ReLUAttribute : LayerAttribute;

/// <summary>min(max(0, x), 6), elementwise.</summary>
public sealed class ReLU6Attribute : LayerAttribute;

/// <summary>x for positive x, slope · x otherwise.</summary>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>The slope for negative x. Default: 0.01.</summary>
    public double NegativeSlope { get; set; } = 0.01;
}

/// <summary>x for positive x, slope · x otherwise, with a learned slope.</summary>
public sealed class PReLUAttribute : LayerAttribute
{
    /// <summary>True for one slope per channel. Default: false.</summary>
    public bool PerChannel { get; set; }

    /// <summary>The initial slope. Default: 0.25.</summary>
    public double Init { get; set; } = 0.25;
}

/// <summary>x for positive x, Alpha · (exp(x) − 1) otherwise.</summary>
public sealed class ELUAttribute : LayerAttribute
{
    /// <summary>The factor. Default: 1.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>x for positive x, Alpha · (exp(x / Alpha) − 1) otherwise.</summary>
public sealed class CELUAttribute : LayerAttribute
{
    /// <summary>The factor, not 0. Default: 1.</summary>
    public double Alpha { get; set; } = 1;
}

/// <summary>1.0507 · x for positive x, 1.0507 · 1.6733 · (exp(x) − 1) otherwise.</summary>
public sealed class SELUAttribute : LayerAttribute;

/// <summary>x · Φ(x), where Φ is the distribution function of the standard normal distribution.</summary>
public sealed class GELUAttribute : LayerAttribute;

/// <summary>x / (1 + exp(−x)), elementwise.</summary>
public sealed class SiLUAttribute : LayerAttribute;

/// <summary>x · tanh(ln(1 + exp(x))), elementwise.</summary>
public sealed class MishAttribute : LayerAttribute;

/// <summary>1 / (1 + exp(−x)), elementwise.</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>−ln(1 + exp(−x)), elementwise.</summary>
public sealed class LogSigmoidAttribute : LayerAttribute;

/// <summary>min(max(0, x / 6 + 1 / 2), 1), elementwise.</summary>
public sealed class HardsigmoidAttribute : LayerAttribute;

/// <summary>x · min(max(0, x / 6 + 1 / 2), 1), elementwise.</summary>
public sealed class HardswishAttribute : LayerAttribute;

/// <summary>min(max(Min, x), Max), elementwise.</summary>
public sealed class HardtanhAttribute : LayerAttribute
{
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
    /// <summary>The factor. Default: 1.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>The value of Beta · x above which the output is x. Default: 20.</summary>
    public double Threshold { get; set; } = 20;
}

/// <summary>x / (1 + |x|), elementwise.</summary>
public sealed class SoftsignAttribute : LayerAttribute;

/// <summary>exp(x) / Σ exp(x), over one axis.</summary>
public sealed class SoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis, without the batch: 0 is features or channels. A negative number counts from the end: −1 is the last axis. Default: 0.</summary>
    public int Axis { get; set; }
}

/// <summary>x − ln Σ exp(x), over one axis.</summary>
public sealed class LogSoftmaxAttribute : LayerAttribute
{
    /// <summary>The axis, without the batch: 0 is features or channels. A negative number counts from the end: −1 is the last axis. Default: 0.</summary>
    public int Axis { get; set; }
}

/// <summary>The input, unchanged.</summary>
public sealed class IdentityAttribute : LayerAttribute;
