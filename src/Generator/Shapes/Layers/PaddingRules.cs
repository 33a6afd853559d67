namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Padding of images, with zeros or their mirror image.</summary>
internal static class PaddingRules
{
    /// <summary>Padding has libtorch's order: left, right, top, bottom.</summary>
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (Axes.Check(layer, before, 2) is { } fault)
            return fault;
        var padding = layer.Axes("Padding");
        return Axes.Each(layer, layer.Input[0], axis =>
        {
            var (start, end) = axis == 0 ? (padding[2], padding[3]) : (padding[0], padding[1]);
            var wide = layer.Kind.Name == "ReflectionPad2d"
                ? new[] { start, end }.Where(side => !layer.Sizes.IsAtLeast(layer.Input[axis + 1] - side, 1)).OrderByDescending(side => side.Constant).FirstOrDefault()
                : null;
            return wide is not null ? (null, TooWide(layer, "Padding", axis, wide, 1)) : (layer.Input[axis + 1] + start + end, null);
        });
    }

    /// <summary>The fault of a padding that is too wide for the input.</summary>
    public static LayerFault TooWide(AppliedLayer layer, string argument, int axis, SizeExpression padding, int margin)
    {
        var (name, length) = (Axes.Name(axis, layer.Input.Rank - 1), layer.Input[axis + 1]);
        var most = layer.Sizes.AtLeast(length) - margin;
        return new(RuleId.WidePadding, argument, layer.Kind.Name, $"{padding}", name, $"{length}", $" Use at most {most}.")
        {
            Repair = argument == "Padding" && most >= 0 ? Repair.Set(layer, argument, $"{most}") : null,
        };
    }
}
