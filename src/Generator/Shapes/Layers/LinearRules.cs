namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Fully connected layers.</summary>
internal static class LinearRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) =>
        CheckAxes(layer) is { } fault ? fault : Shape.Of(layer.Size("Features"));

    /// <summary>The fault of a layer of features whose input has several axes; null if it has one.</summary>
    public static LayerFault? CheckAxes(AppliedLayer layer) => layer.Input.Rank == 1
        ? null
        : new(RuleId.FeatureAxes, null, layer.Kind.Name, $"{layer.Input}", $"{layer.Input.Size}", layer.Input.Rank == 2 && Axes.IsParameter(layer)
            ? $", or write [Shape({Axes.WithoutBatch(layer)})] if the first axis is the batch"
            : "") { Repair = Repair.Insert(layer, "Flatten") };
}
