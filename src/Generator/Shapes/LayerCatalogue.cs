using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>All layers. To add a layer is to add a row, and its attribute to the runtime.</summary>
/// <remarks>Calls use the forms that all supported versions of TorchSharp share: by position where parameters' names differ.</remarks>
internal static class LayerCatalogue
{
    private static readonly LayerKind[] s_kinds =
    [
        // Stricter than libtorch, which applies it to the last axis of anything: a forgotten Flatten is an error here.
        new("Linear", Size("Features"), Flag("Bias"))
        {
            Rule = LinearRules.Output,
            Weights = layer => layer.Input[0] * layer.Size("Features") + Bias(layer, "Features"),
            MultiplyAdds = layer => layer.Input[0] * layer.Size("Features"),
            Construction = LinearRules.Construction,
            OutputMayBeOverwritten = true,
        },

        // Stricter than libtorch, which takes three axes for one image without a batch.
        new("Conv2d", Size("Channels"), Pair("Kernel"), Pair("Stride", 1), Pair("Padding", 0, minimum: 0), Pair("Dilation", 1), Flag("Bias"))
        {
            Rule = ConvolutionRules.Output,
            Weights = layer => ConvolutionRules.Kernels(layer) + Bias(layer, "Channels"),
            MultiplyAdds = layer => ConvolutionRules.Kernels(layer) * layer.Output[1] * layer.Output[2],
            Construction = ConvolutionRules.Construction,
            OutputMayBeOverwritten = true,
        },
        new("ConvTranspose2d", Size("Channels"), Pair("Kernel"), Pair("Stride", 1), Pair("Padding", 0, minimum: 0),
            Pair("OutputPadding", 0, minimum: 0), Pair("Dilation", 1), Flag("Bias"))
        {
            Rule = ConvolutionRules.TransposedOutput,
            Weights = layer => ConvolutionRules.Kernels(layer) + Bias(layer, "Channels"),
            MultiplyAdds = layer => ConvolutionRules.Kernels(layer) * layer.Input[1] * layer.Input[2],
            Construction = ConvolutionRules.TransposedConstruction,
            OutputMayBeOverwritten = true,
            SquareOnly = true,
        },

        new("Flatten")
        {
            Rule = (layer, _) => Shapes.Shape.Of(layer.Input.Size),
            Call = _ => new(".flatten", new CallArgument(SizeExpression.Of(1))),
        },
        new("Unflatten", new LayerParameter("Axes", ParameterType.Shape))
        {
            Rule = ReshapingRules.Unflattened,
            Call = layer => new(".unflatten", [new(SizeExpression.Of(1)), .. layer.Output.Axes.Select(axis => new CallArgument(axis))]),
        },

        new("ReLU")
        {
            IsElementwise = true,
            Call = _ => new("nn.functional.relu"),
            CallInPlace = _ => new("nn.functional.relu", new CallArgument(true)),
        },
        new("LeakyReLU", new LayerParameter("NegativeSlope", ParameterType.Number, 0.01))
        {
            IsElementwise = true,
            Call = layer => new("nn.functional.leaky_relu", new CallArgument(layer.Number("NegativeSlope"))),
            // In place, the backward pass tells the two sides apart by the output's sign.
            CallInPlace = layer => layer.Number("NegativeSlope") < 0
                ? null
                : new("nn.functional.leaky_relu", new(layer.Number("NegativeSlope")), new(true)),
        },
        new("Sigmoid") { IsElementwise = true, Call = _ => new("sigmoid") },
        new("Tanh") { IsElementwise = true, Call = _ => new("tanh") },
    ];

    private static readonly Dictionary<string, LayerKind> s_byName = s_kinds.ToDictionary(kind => kind.Name);

    /// <summary>The rows, in the order of the reference.</summary>
    public static IReadOnlyList<LayerKind> Kinds => s_kinds;

    /// <summary>The row of that name; null where there is none.</summary>
    public static LayerKind? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    private static LayerParameter Size(string name) => new(name, ParameterType.Size);

    private static LayerParameter Flag(string name) => new(name, ParameterType.Flag, true);

    private static LayerParameter Pair(string name, long? value = null, long minimum = 1) =>
        new(name, ParameterType.Pair, value is { } both ? new Pair(both, both) : null, minimum);

    private static SizeExpression Bias(AppliedLayer layer, string outputs) => layer.Flag("Bias") ? layer.Size(outputs) : 0;
}
