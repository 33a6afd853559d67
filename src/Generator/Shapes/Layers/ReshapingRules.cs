namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Layers that change the axes and not the elements.</summary>
internal static class ReshapingRules
{
    public static RuleResult Unflattened(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var axes = layer.Shape("Axes");
        if (layer.Input.Rank != 1)
            return new LayerFault(Rule.UnflattenAxes, null, $"{layer.Input}", $"{layer.Input.Size}");
        if (axes.Size.Equals(layer.Input[0]))
            return axes;

        var unflatten = $"Unflatten({string.Join(", ", axes.Axes)})";

        // The number of a Linear's features is free, so that it is what should follow the axes.
        var producer = before.LastOrDefault(earlier => !earlier.Kind.IsElementwise);
        if (producer?.Kind.Name == "Linear")
        {
            return new LayerFault(Rule.UnflattenProduct, "Features",
                $"Linear gives {layer.Input[0]} features", $"{unflatten} needs {axes.Size}", $" Write Linear({Repairs.Written(axes.Size)}).")
            {
                Layer = producer.Index,
                Related = layer.Index,
            };
        }

        return new LayerFault(Rule.UnflattenProduct, "Axes",
            $"{unflatten} needs {axes.Size} features", $"it gets {layer.Input[0]}", FirstAxis(layer.Input[0], axes))
        {
            Related = producer?.Index,
        };
    }

    /// <summary>The repair that changes the first axis alone, where there is one.</summary>
    private static string FirstAxis(SizeExpression features, Shape axes)
    {
        var others = new Shape(new(axes.Axes.Skip(1)));
        return features.DividedBy(others.Size) is { } first
            ? $" Write Unflatten({string.Join(", ", others.Axes.Prepend(first).Select(Repairs.Written))})."
            : "";
    }
}
