namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>The transpose of another stage's layer, with that layer's weight.</summary>
internal static class TiedRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var source = layer.Tied!.Layer;
        if (source.Kind.Name == "Linear")
        {
            return !source.Flag("LastAxis") && LinearRules.CheckAxes(layer) is { } fault ? fault
                : layer.Sizes.AreEqual(layer.Input, source.Output) ? source.Input
                : Mismatch(layer, source.Output);
        }

        if (Axes.Check(layer, before, 2) is { } axes)
            return axes;
        return layer.Sizes.AreEqual(layer.Input[0], source.Output[0])
            ? Axes.Each(layer, source.Input[0], axis => ConvolutionRules.TransposedLength(layer, axis,
                source.Axes("Kernel")[axis], source.Axes("Stride")[axis], Padding(source)[axis], source.Axes("Dilation")[axis]))
            : Mismatch(layer, source.Output);
    }

    private static LayerFault Mismatch(AppliedLayer layer, Shape needed) =>
        new(RuleId.CalledInput, null, $"The transpose of {layer.Name("Stage")}.{layer.Tied!.Layer.Index}", $"{needed}", $"{layer.Input}", "name another layer")
        {
            Repair = JoiningRules.Reshaped(layer, needed),
        };

    /// <summary>True if a layer has a known transpose: it pads with equally many zeros on both sides, and its weight is not computed.</summary>
    public static bool HasTranspose(AppliedLayer layer) => layer.Kind.Name is "Linear" or "Conv2d" && !layer.Flag("SpectralNorm")
        && (layer.Kind.Name == "Linear" || layer.IsDefault("PaddingMode") && (!layer.Flag("SamePadding") || ConvolutionRules.IsSamePaddingEven(layer)));

    /// <summary>The padding of a convolution that has a transpose.</summary>
    public static PerAxis Padding(AppliedLayer source) => source.Flag("SamePadding") ? ConvolutionRules.SamePadding(source) : source.Axes("Padding");

    /// <summary>The weight belongs to the other layer; only the bias is learned here.</summary>
    public static SizeExpression Weights(AppliedLayer layer) =>
        !layer.Flag("Bias") ? 0 : layer.Tied!.Layer.Kind.Name == "Linear" ? LinearRules.Inputs(layer.Tied.Layer) : layer.Output[0];

    public static SizeExpression MultiplyAdds(AppliedLayer layer)
    {
        var source = layer.Tied!.Layer;
        return source.Kind.Name == "Linear" ? source.MultiplyAdds : ConvolutionRules.Kernels(source) * ConvolutionRules.Places(layer.Input);
    }
}
