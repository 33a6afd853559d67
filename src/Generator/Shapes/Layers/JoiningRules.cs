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

    /// <summary>Adds tensors of one shape.</summary>
    public static RuleResult Added(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var other = layer.Inputs.FirstOrDefault(input => !layer.Sizes.AreEqual(layer.Input, input.Shape));
        return other is null ? layer.Input : Mismatch(layer, layer.Input, other.Shape, "both must have one shape");
    }

    /// <summary>Multiplies tensors with equal numbers of axes. An axis of length 1 is broadcast.</summary>
    public static RuleResult Multiplied(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var product = layer.Input;
        foreach (var input in layer.Inputs.Skip(1))
        {
            if (Broadcast(product, input.Shape, layer.Sizes) is not { } shape)
                return Mismatch(layer, product, input.Shape, "each axis must agree or be 1");
            product = shape;
        }

        return product;
    }

    /// <summary>The shape of a product; null if an axis neither agrees nor is 1.</summary>
    private static Shape? Broadcast(Shape left, Shape right, SizeDomain sizes)
    {
        if (left.Rank != right.Rank)
            return null;
        var axes = left.Axes.Zip(right.Axes, (a, b) => sizes.AreEqual(a, b) || sizes.AreEqual(b, 1) ? a : sizes.AreEqual(a, 1) ? b : null).ToList();
        return axes.Contains(null) ? null : new Shape(new(axes.Select(axis => axis!)));
    }

    /// <summary>The fault of unlike shapes. <see cref="JoinRepairs"/> finds its repairs.</summary>
    private static LayerFault Mismatch(AppliedLayer layer, Shape left, Shape right, string need)
    {
        var names = layer.Names("From");
        var block = names.Select(BlockExpander.BlockAt).FirstOrDefault(name => name is not null);
        var difference = ShapeDifference.Of(left, right, layer.Sizes, layer.Kind.Name == "Concat" ? 1 : 0);
        return new(
            RuleId.JoinedShapes, names.Count == 0 ? null : "From", block is null ? layer.Kind.Name : $"The Residual of {block}", difference.Left, $"{difference.Right}{difference.Values}", need);
    }

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

        return (EmbeddingRules.CheckCall(layer, before) ?? CheckNames(layer)) is { } fault ? fault : callee.Outputs.Count > 0 ? callee.Outputs[0].Value.Shape : callee.Output;

        static string Axes(Shape shape) => string.Join(", ", shape.Axes);
    }

    /// <summary>The fault of more or fewer names than outputs; null if each has one, or none.</summary>
    private static LayerFault? CheckNames(AppliedLayer layer)
    {
        var (names, outputs) = (layer.Names("As"), layer.Outputs);
        return names.Count == 0 || names.Count == Math.Max(outputs.Count, 1) ? null
            : new(RuleId.UnsuitableArgument, "As", $"{layer.Kind.Name}'s As", $"{{ {string.Join(", ", names.Select(name => $"\"{name}\""))} }}",
                outputs.Count == 0 ? $"one name for the output of {layer.Callee!.Name}" : $"one name for each output of {layer.Callee!.Name}: {string.Join(" and ", outputs.Select(output => output.Name))}");
    }

    /// <summary>The repair that reshapes a layer's input; null if the numbers of elements differ.</summary>
    public static Repair? Reshaped(AppliedLayer layer, Shape needed) => !layer.Sizes.AreEqual(layer.Input.Size, needed.Size) ? null
        : Repair.Insert(layer, needed.Rank == 1 ? "Flatten" : $"Reshape({Repairs.Written(needed)})");
}
