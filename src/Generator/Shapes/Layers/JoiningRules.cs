namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Layers that join tensors, and those that run other stages.</summary>
internal static class JoiningRules
{
    /// <summary>Joins along the first axis: features or channels. All other axes agree.</summary>
    public static RuleResult Concatenated(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var shapes = layer.Inputs.Select(input => input.Shape).ToList();
        foreach (var shape in shapes.Skip(1))
        {
            if (shape.Rank != shapes[0].Rank || !layer.Sizes.AreEqual(Rest(shape), Rest(shapes[0])))
                return Mismatch(layer, shapes[0], shape, "all axes but the first must agree");
        }

        return new Shape(new(shapes[0].Axes.Skip(1).Prepend(shapes.Aggregate(SizeExpression.Zero, (sum, shape) => sum + shape[0]))));

        static Shape Rest(Shape shape) => new(new(shape.Axes.Skip(1)));
    }

    /// <summary>Adds two tensors of one shape.</summary>
    public static RuleResult Added(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (layer.Inputs.Count != 2)
        {
            return new LayerFault(RuleId.JoinedShapes, null, layer.Kind.Name,
                string.Join(", ", layer.Inputs.Take(layer.Inputs.Count - 1).Select(input => $"{input.Shape}")), $"{layer.Inputs[layer.Inputs.Count - 1].Shape}",
                $"it adds two tensors, but the stage has {layer.Inputs.Count} parameters. Name one of them, as in [Add(nameof(noise))]");
        }

        return layer.Sizes.AreEqual(layer.Input, layer.Inputs[1].Shape)
            ? layer.Input
            : Mismatch(layer, layer.Input, layer.Inputs[1].Shape, "both must have one shape");
    }

    private static LayerFault Mismatch(AppliedLayer layer, Shape left, Shape right, string need) =>
        new(RuleId.JoinedShapes, layer.Name("From") is "" ? null : "From", BlockExpander.BlockAt(layer.Name("From")) is { } block ? $"The Residual of {block}" : layer.Kind.Name, $"{left}", $"{right}",
            need + (LacksFlatten(left, right) ? ". Add [Flatten] before it" : ""))
        {
            // Before a layer that joins the stage's parameters, a Flatten would apply only to the first.
            Repair = LacksFlatten(left, right) && layer.Name("From").Length > 0 ? Repair.Insert(layer, "Flatten") : null,
        };

    /// <summary>True if a Flatten is missing, the most frequent mistake.</summary>
    private static bool LacksFlatten(Shape left, Shape right) => left.Rank > 1 && right.Rank == 1;

    /// <summary>The output of the other stage if its inputs fit.</summary>
    public static RuleResult Called(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var callee = layer.Callee!;
        for (var i = 0; i < Math.Max(callee.Inputs.Count, layer.Inputs.Count); i++)
        {
            if (i >= layer.Inputs.Count || i >= callee.Inputs.Count || !layer.Sizes.AreEqual(callee.Inputs[i], layer.Inputs[i].Shape))
            {
                return new LayerFault(RuleId.CalledInput, null, callee.Name, $"[{string.Join("], [", callee.Inputs.Select(Axes))}]",
                    $"[{string.Join("], [", layer.Inputs.Select(input => Axes(input.Shape)))}]", "run another stage")
                {
                    Repair = callee.Inputs.Count == 1 && layer.Inputs.Count == 1 ? Reshaped(layer, callee.Input) : null,
                };
            }
        }

        return EmbeddingRules.CheckCall(layer, before) is { } fault ? fault : callee.Output;

        static string Axes(Shape shape) => string.Join(", ", shape.Axes);
    }

    /// <summary>The repair that reshapes a layer's input; null if the numbers of elements differ.</summary>
    public static Repair? Reshaped(AppliedLayer layer, Shape needed) => !layer.Sizes.AreEqual(layer.Input.Size, needed.Size) ? null
        : Repair.Insert(layer, needed.Rank == 1 ? "Flatten" : $"Reshape({Repairs.Written(needed)})");
}
