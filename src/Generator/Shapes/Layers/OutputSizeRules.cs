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
        if (Reachable(layer, axis) is not { } reachable)
            return (null, Fault(layer, axis, "it returns another for each value of the sizes", "OutputPadding", null));
        if (reachable.Most < 1)
        {
            return ConvolutionRules.TransposedLength(
                layer, axis, layer.Axes("Kernel")[axis], layer.Axes("Stride")[axis], layer.Axes("Padding")[axis], layer.Axes("Dilation")[axis]);
        }

        return output >= reachable.Least && output <= reachable.Most
            ? (output, null)
            : (null, Fault(layer, axis, $"it can return {Written(reachable)}", $"Output = {Nearest(layer)}", Repair.Set(layer, "Output", Nearest(layer))));
    }

    /// <summary>The output padding of a checked layer.</summary>
    public static PerAxis Padding(AppliedLayer layer) => layer.IsDefault("Output")
        ? layer.Axes("OutputPadding")
        : new(new(layer.Axes("Output").Values.Select((output, axis) => output - Smallest(layer, axis)!.Value)));

    /// <summary>The length without output padding; null if it depends on a size.</summary>
    private static long? Smallest(AppliedLayer layer, int axis) =>
        ((layer.Input[axis + 1] - 1) * layer.Axes("Stride")[axis]
            + checked(layer.Axes("Dilation")[axis] * (layer.Axes("Kernel")[axis] - 1) + 1 - 2 * layer.Axes("Padding")[axis])).Constant;

    /// <summary>The lengths that output paddings give; null if they depend on a size.</summary>
    public static (long Least, long Most)? Reachable(AppliedLayer layer, int axis) => Smallest(layer, axis) is not { } smallest
        ? null
        : (Math.Max(smallest, 1), checked(smallest + Math.Max(layer.Axes("Stride")[axis], layer.Axes("Dilation")[axis]) - 1));

    /// <summary>The nearest sizes that output paddings give.</summary>
    private static string Nearest(AppliedLayer layer)
    {
        long[] nearest = [.. layer.Axes("Output").Values.Select((output, axis) =>
            Reachable(layer, axis) is { } reachable ? Math.Max(reachable.Least, Math.Min(reachable.Most, output)) : output)];
        return nearest.Distinct().Count() == 1 ? $"{nearest[0]}" : $"new[] {{ {string.Join(", ", nearest)} }}";
    }

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
