namespace ModelDsl.Onnx.Layers;

/// <summary>The operators of each layer.</summary>
internal static class OnnxLayers
{
    private static readonly Dictionary<string, Func<LayerExport, IReadOnlyList<string>>> s_layers = new()
    {
        ["Linear"] = One(LinearLayers.Linear),
        ["Gaussian"] = LinearLayers.Gaussian,
        ["Embedding"] = One(layer => layer.Op("Gather", [layer.Weight("weight"), layer.X], ("axis", 0))),
        ["Conv1d"] = One(ConvolutionLayers.Convolution),
        ["Conv2d"] = One(ConvolutionLayers.Convolution),
        ["Conv3d"] = One(ConvolutionLayers.Convolution),
        ["ConvTranspose1d"] = One(ConvolutionLayers.Transposed),
        ["ConvTranspose2d"] = One(ConvolutionLayers.Transposed),
        ["ConvTranspose3d"] = One(ConvolutionLayers.Transposed),
        ["Tied"] = One(ConvolutionLayers.Tied),

        ["BatchNorm1d"] = One(NormalizationLayers.Batch),
        ["BatchNorm2d"] = One(NormalizationLayers.Batch),
        ["BatchNorm3d"] = One(NormalizationLayers.Batch),
        ["InstanceNorm2d"] = One(NormalizationLayers.Instance),
        ["LayerNorm"] = One(NormalizationLayers.Layer),
        ["GroupNorm"] = One(NormalizationLayers.Group),
        ["Dropout"] = One(layer => layer.X),
        ["Dropout2d"] = One(layer => layer.X),

        ["MaxPool1d"] = One(PoolingLayers.Maximum),
        ["MaxPool2d"] = One(PoolingLayers.Maximum),
        ["MaxPool3d"] = One(PoolingLayers.Maximum),
        ["AvgPool1d"] = One(PoolingLayers.Average),
        ["AvgPool2d"] = One(PoolingLayers.Average),
        ["AvgPool3d"] = One(PoolingLayers.Average),
        ["AdaptiveAvgPool1d"] = One(PoolingLayers.Adaptive),
        ["AdaptiveAvgPool2d"] = One(PoolingLayers.Adaptive),
        ["AdaptiveAvgPool3d"] = One(PoolingLayers.Adaptive),
        ["Upsample"] = One(ReshapingLayers.Upsample),
        ["PixelShuffle"] = One(layer => layer.Op("DepthToSpace", [layer.X], ("blocksize", layer.Node.Integer("Factor")), ("mode", "CRD"))),
        ["ZeroPad2d"] = One(layer => ReshapingLayers.Pad2d(layer, "constant")),
        ["ReflectionPad2d"] = One(layer => ReshapingLayers.Pad2d(layer, "reflect")),
        ["CenterCrop"] = One(ReshapingLayers.CenterCrop),

        ["Flatten"] = One(layer => layer.Op("Flatten", [layer.X], ("axis", 1))),
        ["Unflatten"] = One(ReshapingLayers.Reshape),
        ["Reshape"] = One(ReshapingLayers.Reshape),
        ["Permute"] = One(ReshapingLayers.Permute),
        ["Identity"] = One(layer => layer.X),

        ["ReLU"] = One(layer => layer.Op("Relu", [layer.X])),
        ["LeakyReLU"] = One(layer => layer.Op("LeakyRelu", [layer.X], ("alpha", layer.Node.Number("NegativeSlope", 0.01)))),
        ["PReLU"] = One(ActivationLayers.PRelu),
        ["ReLU6"] = One(layer => layer.Op("Clip", [layer.X, layer.Reals([0]), layer.Reals([6])])),
        ["ELU"] = One(layer => layer.Op("Elu", [layer.X], ("alpha", layer.Node.Number("Alpha", 1)))),
        ["CELU"] = One(layer => layer.Op("Celu", [layer.X], ("alpha", layer.Node.Number("Alpha", 1)))),
        ["SELU"] = One(layer => layer.Op("Selu", [layer.X])),
        ["GELU"] = One(ActivationLayers.Gelu),
        ["SiLU"] = One(layer => layer.Op("Mul", [layer.X, layer.Op("Sigmoid", [layer.X])])),
        ["Mish"] = One(layer => layer.Op("Mul", [layer.X, layer.Op("Tanh", [layer.Op("Softplus", [layer.X])])])),
        ["Sigmoid"] = One(layer => layer.Op("Sigmoid", [layer.X])),
        ["LogSigmoid"] = One(layer => layer.Op("Neg", [layer.Op("Softplus", [layer.Op("Neg", [layer.X])])])),
        ["Hardsigmoid"] = One(layer => layer.Op("HardSigmoid", [layer.X], ("alpha", 1.0 / 6), ("beta", 0.5))),
        ["Hardswish"] = One(layer => layer.Op("HardSwish", [layer.X])),
        ["Hardtanh"] = One(layer => layer.Op("Clip", [layer.X, layer.Reals([(float)layer.Node.Number("Min", -1)]), layer.Reals([(float)layer.Node.Number("Max", 1)])])),
        ["Tanh"] = One(layer => layer.Op("Tanh", [layer.X])),
        ["Softplus"] = One(ActivationLayers.Softplus),
        ["Softsign"] = One(layer => layer.Op("Softsign", [layer.X])),
        ["Softmax"] = One(layer => ActivationLayers.OverAxis(layer, "Softmax")),
        ["LogSoftmax"] = One(layer => ActivationLayers.OverAxis(layer, "LogSoftmax")),

        ["Concat"] = One(layer => layer.Op("Concat", layer.Inputs, ("axis", 1))),
        ["Add"] = One(layer => layer.Inputs.Aggregate((sum, input) => layer.Op("Add", [sum, input]))),
        ["Multiply"] = One(layer => layer.Inputs.Aggregate((product, input) => layer.Op("Mul", [product, input]))),
    };

    /// <summary>The layers that have operators. Those that run other stages have none of their own.</summary>
    public static IEnumerable<string> Names => s_layers.Keys;

    /// <summary>Writes the operators and returns the layer's outputs; null if the layer has no form in ONNX.</summary>
    public static Func<LayerExport, IReadOnlyList<string>>? Find(string kind) => s_layers.GetValueOrDefault(kind);

    private static Func<LayerExport, IReadOnlyList<string>> One(Func<LayerExport, string> layer) => export => [layer(export)];
}
