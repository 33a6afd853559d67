namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Convolutions over one, two or three axes, and their transposes.</summary>
internal static class ConvolutionRules
{
    /// <summary>⌊(h + 2·Padding − Dilation·(Kernel − 1) − 1) / Stride⌋ + 1 on each axis.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if ((Axes.Check(layer, before, Count(layer)) ?? CheckGroups(layer)) is { } fault)
            return fault;
        return Axes.Each(layer, layer.Size("Channels"), axis => layer.Flag("SamePadding") ? Same(layer, axis) : Length(layer, axis));
    }

    private static (SizeExpression?, LayerFault?) Length(AppliedLayer layer, int axis)
    {
        var input = layer.Input[axis + 1];
        var (stride, padding, extent) = (layer.Axes("Stride")[axis], layer.Axes("Padding")[axis], Extent(layer, axis));

        // One less than the number of kernel positions, before strides.
        var room = input + (2 * padding - extent);
        if (room.Constant is < 0 && input.Constant is { } length && padding.Constant is { } width && extent.Constant is { } span)
            return (null, DoesNotFit(layer, axis, length, width, span));
        if (CheckMode(layer, axis, padding) is { } fault)
            return (null, fault);
        return layer.Sizes.Floor(room, stride) is { } places
            ? (places + 1, null)
            : (null, Axes.Symbolic(layer, stride.Constant == 1 ? "Kernel" : "Stride", axis));
    }

    /// <summary>The input's length. libtorch supports this padding only with a stride of 1.</summary>
    private static (SizeExpression?, LayerFault?) Same(AppliedLayer layer, int axis)
    {
        var written = layer.IsDefault("Padding") ? "Stride" : "Padding";
        if (layer.Axes("Stride")[axis].Constant != 1 || written == "Padding")
        {
            var half = Half(layer, Extent(layer, axis) - 1);
            return (null, new(RuleId.StridedSamePadding, written, layer.Kind.Name, written, $"{layer.Argument(written)}", $" Write Padding = {half} in place of SamePadding.")
            {
                Repair = Repair.Of(
                    new(EditKind.RemoveArgument, layer.Place with { Argument = "SamePadding" }, $"no SamePadding"),
                    new(EditKind.SetArgument, layer.Place with { Argument = "Padding" }, Repairs.Written(half))),
            });
        }

        if (NeedsPaddingPerAxis(layer) && !IsOdd(layer, axis))
        {
            return (null, new(RuleId.UnsuitableArgument, "PaddingMode", $"{layer.Kind.Name}'s PaddingMode",
                $"{layer.Name("PaddingMode")}, and TorchSharp pads the wrong axes if SamePadding has an even kernel that differs between them", "kernels of odd lengths, or leave PaddingMode out")
            {
                Repair = Repair.Of(new Edit(EditKind.RemoveArgument, layer.Place with { Argument = "PaddingMode" }, "no PaddingMode")),
            });
        }

        // If the total padding is odd, the larger half is at the end.
        return (layer.Input[axis + 1], CheckMode(layer, axis, Half(layer, Extent(layer, axis))));
    }

    /// <summary>
    /// True if SamePadding must be emitted as numbers: TorchSharp 0.107 uses the padding of the first axis for the last one, except with zeros.
    /// </summary>
    public static bool NeedsPaddingPerAxis(AppliedLayer layer) => layer.Flag("SamePadding") && !layer.IsDefault("PaddingMode")
        && Enumerable.Range(0, Count(layer)).Select(axis => Extent(layer, axis)).Distinct().Count() > 1;

    /// <summary>True if SamePadding adds equally much on both sides: the kernels are odd.</summary>
    public static bool IsSamePaddingEven(AppliedLayer layer) => Enumerable.Range(0, Count(layer)).All(axis => IsOdd(layer, axis));

    private static bool IsOdd(AppliedLayer layer, int axis) => layer.Sizes.Divide(Extent(layer, axis) - 1, 2) is not null;

    private static SizeExpression Half(AppliedLayer layer, SizeExpression length) => layer.Sizes.Floor(length, 2) ?? SizeExpression.Divide(length, 2, isExact: false);

    /// <summary>The padding that keeps the input's lengths if all kernels are odd.</summary>
    public static PerAxis SamePadding(AppliedLayer layer) => new(new(Enumerable.Range(0, Count(layer)).Select(axis => Half(layer, Extent(layer, axis)))));

    /// <summary>A mirrored or wrapped edge must lie within the input.</summary>
    private static LayerFault? CheckMode(AppliedLayer layer, int axis, SizeExpression padding)
    {
        var most = layer.Name("PaddingMode") switch { "Reflect" => 1, "Circular" => 0, _ => (int?)null };
        return most is { } margin && !layer.Sizes.IsAtLeast(layer.Input[axis + 1] - padding, margin)
            ? PaddingRules.TooWide(layer, layer.Flag("SamePadding") ? "PaddingMode" : "Padding", axis, padding, margin)
            : null;
    }

    /// <summary>(h − 1)·Stride − 2·Padding + Dilation·(Kernel − 1) + OutputPadding + 1 on each axis.</summary>
    public static RuleResult TransposedOutput(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if ((Axes.Check(layer, before, Count(layer)) ?? CheckGroups(layer)) is { } fault)
            return fault;
        return Axes.Each(layer, layer.Size("Channels"), axis => layer.IsDefault("Output")
            ? TransposedLength(layer, axis, layer.Axes("Kernel")[axis], layer.Axes("Stride")[axis], layer.Axes("Padding")[axis], layer.Axes("Dilation")[axis])
            : OutputSizeRules.Length(layer, axis));
    }

    /// <summary>The output length of a transposed convolution on an axis.</summary>
    public static (SizeExpression?, LayerFault?) TransposedLength(
        AppliedLayer layer, int axis, SizeExpression kernel, SizeExpression stride, SizeExpression padding, SizeExpression dilation)
    {
        var outputPadding = layer.Axes("OutputPadding")[axis];
        if (stride.Constant is { } step && dilation.Constant is { } spread && outputPadding.Constant >= Math.Max(step, spread))
        {
            return (null, new(RuleId.OutputPadding, "OutputPadding",
                $"{layer.Kind.Name}'s OutputPadding is {outputPadding} for the {Axes.Name(axis, layer.Input.Rank - 1)}", $"{stride}", $"{dilation}", $" Use at most {Math.Max(step, spread) - 1}.")
            {
                Repair = Repair.Set(layer, "OutputPadding", $"{Math.Max(step, spread) - 1}"),
            });
        }

        var name = Axes.Name(axis, layer.Input.Rank - 1);
        var length = (layer.Input[axis + 1] - 1) * stride + (dilation * (kernel - 1) + 1 - 2 * padding + outputPadding);
        if (length.Constant is < 1 and var total && padding.Constant is { } width)
        {
            var most = (total + 2 * width - 1) / 2;
            return (null, new(RuleId.NoOutput, layer.Takes("Padding") ? "Padding" : null,
                $"{layer.Kind.Name} has no {name} left: a padding of {padding} on both sides removes all of {length + 2 * padding}", $" Use a Padding of at most {most}.")
            {
                Repair = layer.Takes("Padding") && most >= 0 ? Repair.Set(layer, "Padding", $"{most}") : null,
            });
        }

        return layer.Sizes.IsAtLeast(length, 1) ? (length, null) : (null, Axes.Symbolic(layer, "Padding", axis));
    }

    /// <summary>The number of weights in all kernels.</summary>
    public static SizeExpression Kernels(AppliedLayer layer)
    {
        var product = layer.Sizes.Divide(layer.Input[0], layer.Size("Groups"))! * layer.Size("Channels");
        foreach (var length in layer.Axes("Kernel").Values)
            product *= length;
        return product;
    }

    /// <summary>The number of positions on the grid of a shape.</summary>
    public static SizeExpression Places(Shape shape) => shape.Product(from: 1);

    private static int Count(AppliedLayer layer) => layer.Axes("Kernel").Values.Count;

    /// <summary>Groups divide the channels on both sides.</summary>
    private static LayerFault? CheckGroups(AppliedLayer layer)
    {
        var (groups, inputs, outputs) = (layer.Size("Groups"), layer.Input[0], layer.Size("Channels"));
        if (groups.Constant == 1 || Axes.Divide(layer, inputs, groups, "Groups", out var fault, outputs) is not null && Axes.Divide(layer, outputs, groups, "Groups", out fault, inputs) is not null)
            return null;
        return fault;
    }

    /// <summary>The span of a dilated kernel.</summary>
    private static SizeExpression Extent(AppliedLayer layer, int axis) => layer.Axes("Dilation")[axis] * (layer.Axes("Kernel")[axis] - 1) + 1;

    /// <summary>A kernel that needs a wider padding is mistaken itself.</summary>
    private const int WidestPadding = 1024;

    private static LayerFault DoesNotFit(AppliedLayer layer, int axis, long input, long padding, long extent)
    {
        var (wider, largest) = ((extent - input + 1) / 2, layer.Axes("Dilation")[axis].Constant is { } dilation ? (input + 2 * padding - 1) / dilation + 1 : 0);
        var smaller = largest >= 1 ? $"a kernel of at most {largest}" : "a smaller kernel";
        return new(RuleId.NoOutput, "Kernel",
            $"{layer.Kind.Name}'s kernel spans {extent}, but its input with padding has a {Axes.Name(axis, layer.Input.Rank - 1)} of {input + 2 * padding}",
            $" Use {(wider > WidestPadding ? smaller : largest >= 1 ? $"Padding = {wider} or {smaller}" : $"Padding = {wider}")}.")
        {
            Repair = wider <= WidestPadding ? Repair.Set(layer, "Padding", $"{wider}") : largest >= 1 ? Repair.Set(layer, "Kernel", $"{largest}") : null,
        };
    }
}
