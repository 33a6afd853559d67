namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Pooling, and the exchange of channels for a finer grid.</summary>
internal static class PoolingRules
{
    /// <summary>⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1 on each axis; rounded up with CeilMode.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (Axes.Check(layer, before, layer.Axes("Kernel").Values.Count) is { } fault)
            return fault;
        return Axes.Each(layer, layer.Input[0], axis => Length(layer, axis));
    }

    private static (SizeExpression?, LayerFault?) Length(AppliedLayer layer, int axis)
    {
        var (input, name) = (layer.Input[axis + 1], Axes.Name(axis, layer.Input.Rank - 1));
        var (kernel, stride, padding) = (layer.Axes("Kernel")[axis], Stride(layer, axis), layer.Axes("Padding")[axis]);
        var extent = (layer.Takes("Dilation") ? layer.Axes("Dilation")[axis] : 1) * (kernel - 1) + 1;
        if (kernel.Constant / 2 is { } half && padding.Constant > half)
            return (null, new(RuleId.PoolPadding, "Padding", layer.Kind.Name, $"{padding}", $"{kernel}", $" Use {half}.") { Repair = Repair.Set(layer, "Padding", $"{half}") });

        if (layer.Kind.Name == "AvgPool3d" && !layer.Sizes.IsAtLeast(input - kernel, 0))
        {
            var most = layer.Sizes.AtLeast(input);
            return (null, new(RuleId.NoOutput, "Kernel", $"{layer.Kind.Name}'s window spans {kernel}, but its input has a {name} of {input}, to which libtorch adds no padding", $" Use a smaller Kernel: {most} at most.")
            {
                Repair = Repair.Set(layer, "Kernel", $"{most}"),
            });
        }

        // One less than the number of windows, before strides. With CeilMode a last window may end beyond the padding, but starts before it.
        if ((layer.Flag("CeilMode") ? Smaller(layer.Sizes, stride - 1, extent - padding - 1) : 0) is not { } beyond)
            return (null, Axes.Symbolic(layer, "Kernel", axis));
        var room = input + (2 * padding - extent + beyond);
        if (room.Constant is < 0)
        {
            return (null, new(RuleId.NoOutput, "Kernel",
                $"{layer.Kind.Name}'s window spans {extent}, but its input with padding has a {name} of {input + 2 * padding}",
                $" Use a smaller kernel: {input + 2 * padding} at most.")
            {
                Repair = extent.Equals(kernel) ? Repair.Set(layer, "Kernel", Repairs.Written(input + 2 * padding)) : null,
            });
        }

        return layer.Sizes.Floor(room, stride) is { } places ? (places + 1, null) : (null, Axes.Symbolic(layer, "Kernel", axis));
    }

    /// <summary>The stride; by default the kernel's length.</summary>
    private static SizeExpression Stride(AppliedLayer layer, int axis) =>
        layer.Axes(layer.IsDefault("Stride") ? "Kernel" : "Stride")[axis];

    /// <summary>The smaller expression; null if that differs between values of the sizes.</summary>
    private static SizeExpression? Smaller(SizeDomain sizes, SizeExpression left, SizeExpression right) =>
        sizes.IsAtLeast(right - left, 0) ? left : sizes.IsAtLeast(left - right, 0) ? right : null;

    public static RuleResult Adaptive(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (Axes.Check(layer, before, layer.Axes("Output").Values.Count) is { } fault)
            return fault;
        return Axes.Each(layer, layer.Input[0], axis => (layer.Axes("Output")[axis], null));
    }

    /// <summary>r² channels become one on a grid r times as fine.</summary>
    public static RuleResult Shuffled(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (Axes.Check(layer, before, 2) is { } fault)
            return fault;
        var factor = layer.Axes("Factor")[0];
        return Axes.Divide(layer, layer.Input[0], factor * factor, "Factor", out fault) is { } channels
            ? Axes.Each(layer, channels, axis => (layer.Input[axis + 1] * factor, null))
            : fault!;
    }
}
