namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>The Output of a transposed convolution, which chooses its output padding.</summary>
internal static class OutputSizeRules
{
    /// <summary>The declared length if some output padding gives it.</summary>
    public static (SizeExpression?, LayerFault?) Length(AppliedLayer layer, int axis)
    {
        if (!layer.IsDefault("OutputPadding"))
        {
            return (null, new(RuleId.UnsuitableArgument, "OutputPadding", $"{layer.Kind.Name}'s OutputPadding", "chosen by its Output", "only one of them")
            {
                Repair = Repair.Of(new Edit(EditKind.RemoveArgument, layer.Place with { Argument = "OutputPadding" }, "no OutputPadding")),
            });
        }

        var output = layer.Axes("Output")[axis];
        if (Reachable(layer, axis) is not { } reachable || output.Constant is null)
            return IsReachable(layer, axis) ? (output, null) : (null, Fault(layer, axis, "it returns another for each value of the sizes", "OutputPadding", null));
        if (reachable.Most < 1)
        {
            return ConvolutionRules.TransposedLength(
                layer, axis, layer.Axes("Kernel")[axis], layer.Axes("Stride")[axis], layer.Axes("Padding")[axis], layer.Axes("Dilation")[axis]);
        }

        return output.Constant >= reachable.Least && output.Constant <= reachable.Most
            ? (output, null)
            : (null, Fault(layer, axis, $"it can return {Written(reachable)}", $"Output = {Nearest(layer)}", Repair.Set(layer, "Output", Nearest(layer))));
    }

    /// <summary>The output padding of a checked layer.</summary>
    public static PerAxis Padding(AppliedLayer layer) => layer.IsDefault("Output")
        ? layer.Axes("OutputPadding")
        : new(new(Enumerable.Range(0, layer.Axes("Output").Values.Count).Select(axis => Missing(layer, axis))));

    /// <summary>The length without output padding.</summary>
    private static SizeExpression Smallest(AppliedLayer layer, int axis) => (layer.Input[axis + 1] - 1) * layer.Axes("Stride")[axis]
        + (layer.Axes("Dilation")[axis] * (layer.Axes("Kernel")[axis] - 1) + 1 - 2 * layer.Axes("Padding")[axis]);

    /// <summary>The output padding that gives the declared length.</summary>
    private static SizeExpression Missing(AppliedLayer layer, int axis) => layer.Axes("Output")[axis] - Smallest(layer, axis);

    /// <summary>True if an output padding gives the declared length for all values of the sizes.</summary>
    private static bool IsReachable(AppliedLayer layer, int axis)
    {
        var missing = Missing(layer, axis);
        return layer.Sizes.IsAtLeast(missing, 0)
            && (layer.Sizes.IsAtLeast(layer.Axes("Stride")[axis] - missing, 1) || layer.Sizes.IsAtLeast(layer.Axes("Dilation")[axis] - missing, 1));
    }

    /// <summary>The lengths that output paddings give; null if they depend on a size.</summary>
    public static (long Least, long Most)? Reachable(AppliedLayer layer, int axis) =>
        Smallest(layer, axis).Constant is { } smallest && layer.Axes("Stride")[axis].Constant is { } stride && layer.Axes("Dilation")[axis].Constant is { } dilation
            ? (Math.Max(smallest, 1), checked(smallest + Math.Max(stride, dilation) - 1))
            : null;

    /// <summary>The nearest sizes that output paddings give.</summary>
    private static string Nearest(AppliedLayer layer) => Repairs.Written(new PerAxis(new(layer.Axes("Output").Values.Select((output, axis) =>
        Reachable(layer, axis) is { } reachable && output.Constant is { } length ? Math.Max(reachable.Least, Math.Min(reachable.Most, length)) : output))));

    private static string Written((long Least, long Most) reachable) => (reachable.Most - reachable.Least) switch
    {
        0 => $"{reachable.Least}",
        1 => $"{reachable.Least} or {reachable.Most}",
        _ => $"{reachable.Least} to {reachable.Most}",
    };

    private static LayerFault Fault(AppliedLayer layer, int axis, string reason, string advice, Repair? repair)
    {
        var name = Axes.Name(axis, layer.Input.Rank - 1);
        return new(RuleId.UnreachableOutput, "Output", layer.Kind.Name, name, $"{layer.Axes("Output")[axis]}", $"from a {name} of {layer.Input[axis + 1]} {reason}", advice)
        {
            Repair = repair,
        };
    }
}
