namespace ModelDsl;

/// <summary>
/// A learned vector for each integer from 0 to Count − 1, <c>[axes…] → [axes…, features]</c>. It is the first layer of a stage: its
/// input is a parameter, and the tensor is of integers.
/// </summary>
/// <param name="count">The number of different integers: an integer, the name of a size or an expression.</param>
/// <param name="features">The length of a vector: an integer, the name of a size or an expression.</param>
public sealed class EmbeddingAttribute(object count, object features) : LayerAttribute
{
    /// <summary>The number of different integers.</summary>
    public object Count { get; } = count;

    /// <summary>The length of a vector.</summary>
    public object Features { get; } = features;
}
