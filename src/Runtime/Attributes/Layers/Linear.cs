namespace ModelDsl;

/// <summary>A fully connected layer, <c>[inputs] → [features]</c>: x Wᵀ + b.</summary>
/// <param name="features">The number of outputs: an integer, a size's name or an expression.</param>
public sealed class LinearAttribute(object features) : LayerAttribute
{
    /// <summary>The number of outputs.</summary>
    public object Features { get; } = features;

    /// <summary>Whether a learned bias is added. Default: true.</summary>
    public bool Bias { get; set; } = true;
}
