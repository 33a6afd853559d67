namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Layers that change the axes and not the elements.</summary>
internal static class ReshapingRules
{
    public static RuleResult Unflattened(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var axes = layer.Shape("Axes");
        if (layer.Input.Rank != 1)
            return new LayerFault(RuleId.UnflattenAxes, null, layer.Kind.Name, $"{layer.Input}", $" Add [Flatten] before it, which returns [{layer.Input.Size}].") { Repair = Repair.Insert(layer, "Flatten") };
        if (layer.Sizes.AreEqual(axes.Size, layer.Input[0]))
            return axes;

        return Mismatch(layer, before);
    }

    /// <summary>Any axes to any other with as many elements.</summary>
    public static RuleResult Reshaped(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) =>
        layer.Sizes.AreEqual(layer.Shape("Axes").Size, layer.Input.Size) ? layer.Shape("Axes") : Mismatch(layer, before);

    private static LayerFault Mismatch(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var axes = layer.Shape("Axes");
        var written = $"{layer.Kind.Name}({string.Join(", ", axes.Axes)})";

        // The number of a Linear's features can be chosen freely, so it should follow the axes.
        var producer = Producer(layer, before);
        if (producer is { Kind.Name: "Linear", Output.Rank: 1 })
        {
            return new LayerFault(RuleId.UnflattenProduct, "Features",
                $"Linear returns {layer.Input[0]} features", $"{written} needs {axes.Size}", $" Write Linear({Repairs.Written(axes.Size)}).")
            {
                Layer = producer,
                Related = layer,
                Repair = Repair.Set(producer, "Features", Repairs.Written(axes.Size)),
            };
        }

        var repaired = FirstAxis(layer, axes);
        return new LayerFault(RuleId.UnflattenProduct, "Axes",
            $"{written} needs {axes.Size} {(layer.Input.Rank == 1 ? "features" : "values")}", $"its input has {layer.Input.Size}{Example(layer, axes)}",
            repaired is null ? "" : $" Write {layer.Kind.Name}({repaired}).")
        {
            Related = producer,
            Repair = repaired is null ? null : Repair.Set(layer, "Axes", repaired),
        };
    }

    /// <summary>The two numbers of elements for values of the sizes for which they differ; empty for numbers.</summary>
    private static string Example(AppliedLayer layer, Shape axes)
    {
        var (needed, actual) = (axes.Size, layer.Input.Size);
        if (needed.Constant is not null && actual.Constant is not null)
            return "";
        var fault = new SymbolicFault(layer.Sizes, [needed, actual], valueOf => valueOf(needed).Equals(valueOf(actual)));
        return fault.Values is { } values ? $" ({needed.With(values)} and {actual.With(values)} for {fault.Text})" : "";
    }

    /// <summary>The layer that determines the input's shape; null for a parameter. Other branches may lie between the two.</summary>
    private static AppliedLayer? Producer(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var producer = layer.Inputs[0].Layer;
        while (producer >= 0 && before[producer].Kind.IsElementwise)
            producer = before[producer].Inputs[0].Layer;
        return producer >= 0 ? before[producer] : null;
    }

    /// <summary>The axes with the first one corrected; null if no first axis has the required product.</summary>
    private static string? FirstAxis(AppliedLayer layer, Shape axes)
    {
        var others = new Shape(new(axes.Axes.Skip(1)));
        return layer.Input.Size.DividedBy(others.Size) is { } first
            ? string.Join(", ", others.Axes.Prepend(first).Select(Repairs.Written))
            : null;
    }
}
