namespace ModelDsl;

/// <summary>max(0, x), element by element.</summary>
public sealed class ReLUAttribute : LayerAttribute;

/// <summary>x where x is positive, slope · x elsewhere.</summary>
public sealed class LeakyReLUAttribute : LayerAttribute
{
    /// <summary>The slope for negative x. Default: 0.01.</summary>
    public double NegativeSlope { get; set; } = 0.01;
}

/// <summary>1 / (1 + exp(−x)), element by element.</summary>
public sealed class SigmoidAttribute : LayerAttribute;

/// <summary>The hyperbolic tangent, element by element.</summary>
public sealed class TanhAttribute : LayerAttribute;
