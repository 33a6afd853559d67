namespace ModelDsl;

/// <summary>
/// The shape of a stage's parameter or, as <c>[return: Shape(...)]</c>, the asserted shape of its output.
/// The batch axis is never written: <c>[Shape(1, 28, 28)]</c> means <c>[batch, 1, 28, 28]</c>.
/// </summary>
/// <param name="axes">One entry per axis: an integer, the name of a size, or an expression such as <c>"2*Latent"</c>.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ShapeAttribute(params object[] axes) : Attribute
{
    /// <summary>The axes, without the batch.</summary>
    public IReadOnlyList<object> Axes { get; } = axes;
}
