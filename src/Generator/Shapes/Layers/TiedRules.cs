namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>The transpose of another stage's layer, with that layer's weight.</summary>
internal static class TiedRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var source = layer.Tied!.Layer;
        if (source.Kind.Name == "Linear")
        {
            return LinearRules.CheckAxes(layer) is { } fault ? fault
                : layer.Sizes.AreEqual(layer.Input, source.Output) ? source.Input
                : Mismatch(layer, source.Output);
        }

        if (Axes.Check(layer, before, 2) is { } axes)
            return axes;
        return layer.Sizes.AreEqual(layer.Input[0], source.Output[0])
            ? Axes.Each(layer, source.Input[0], axis => ConvolutionRules.TransposedLength(layer, axis,
                source.Axes("Kernel")[axis], source.Axes("Stride")[axis], source.Axes("Padding")[axis], source.Axes("Dilation")[axis]))
            : Mismatch(layer, source.Output);
    }

    private static LayerFault Mismatch(AppliedLayer layer, Shape needed) =>
        new(RuleId.CalledInput, null, $"The transpose of {layer.Name("Stage")}.{layer.Tied!.Layer.Index}", $"{needed}", $"{layer.Input}", "name another layer")
        {
            Repair = JoiningRules.Reshaped(layer, needed),
        };

    /// <summary>True if a layer has a known transpose.</summary>
    public static bool HasTranspose(AppliedLayer layer) => layer.Kind.Name == "Linear"
        || layer.Kind.Name == "Conv2d" && layer.IsDefault("Groups") && !layer.Flag("SamePadding") && layer.IsDefault("PaddingMode");

    /// <summary>The weight belongs to the other layer; only the bias is learned here.</summary>
    public static SizeExpression Weights(AppliedLayer layer) => layer.Flag("Bias") ? layer.Output[0] : 0;

    public static SizeExpression MultiplyAdds(AppliedLayer layer)
    {
        var source = layer.Tied!.Layer;
        var bias = source.Flag("Bias") ? source.Output[0] : 0;
        return (source.Weights - bias) * ConvolutionRules.Places(layer.Input);
    }
}
