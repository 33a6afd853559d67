namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>A fully connected layer.</summary>
internal static class LinearRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Input.Rank == 1
        ? Shape.Of(layer.Size("Features"))
        : new LayerFault(Rule.LinearAxes, null, $"{layer.Input}", $"{layer.Input.Size}");

    public static IEnumerable<CallArgument> Construction(AppliedLayer layer)
    {
        yield return new(layer.Input[0]);
        yield return new(layer.Size("Features"));
        if (!layer.Flag("Bias"))
            yield return new(false, "hasBias");
    }
}
