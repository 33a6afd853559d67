using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>The tracked value of an expression.</summary>
internal abstract record TrackedValue;

/// <summary>A tensor.</summary>
/// <param name="Axes">All axes, the batch included; null for an unknown length.</param>
/// <param name="Origin">The expression that determines its shape.</param>
internal sealed record TrackedTensor(IReadOnlyList<SizeExpression?> Axes, IOperation Origin) : TrackedValue
{
    public override string ToString() => $"[{string.Join(", ", Axes.Select((axis, i) => axis?.ToString() ?? (i == 0 ? "batch" : "?")))}]";
}

/// <summary>A normal distribution, by the shape of its means.</summary>
internal sealed record TrackedGaussian(TrackedTensor Mean) : TrackedValue;

/// <summary>A model.</summary>
/// <param name="Model">Its class.</param>
/// <param name="Sizes">Its sizes: numbers, or names that are unique to the object.</param>
internal sealed record TrackedModel(KnownModel Model, IReadOnlyDictionary<string, SizeExpression> Sizes) : TrackedValue
{
    /// <summary>A shape of the class with this object's sizes.</summary>
    public Shape With(Shape shape) => new(new(shape.Axes.Select(axis => axis.Substitute(name => Sizes[name]))));
}
