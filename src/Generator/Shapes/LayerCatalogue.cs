using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>The layers with their arguments and shape rules. Emission/Layers contains their TorchSharp code.</summary>
internal static class LayerCatalogue
{
    private const string NoBatchlessImages = "libtorch reads an input with one axis less as one image without a batch; a forgotten axis is an error here.";

    private static readonly LayerKind[] s_kinds =
    [
        new("Linear", Size("Features"), Flag("LastAxis", false), SpectralNorm(), Flag("Bias", true))
        {
            Stricter = "libtorch applies it to the last axis of any tensor; a forgotten Flatten is an error here, unless LastAxis is set.",
            Rule = LinearRules.Output,
            Weights = layer => LinearRules.Inputs(layer) * layer.Size("Features") + Bias(layer, "Features"),
            MultiplyAdds = layer => LinearRules.Inputs(layer) * layer.Output.Size,
            HasMatrix = true,
        },
        new("Gaussian", Size("Features"), Number("MinLogVariance", double.NegativeInfinity), Number("MaxLogVariance", double.PositiveInfinity))
        {
            Stricter = "It consists of two Linear layers, and takes one axis as they do.",
            Rule = LinearRules.Distribution,
            Weights = layer => (layer.Input[0] + 1) * layer.Size("Features") * 2,
            MultiplyAdds = layer => layer.Input[0] * layer.Size("Features") * 2,
        },
        new("Embedding", Size("Count"), Size("Features")) { Rule = EmbeddingRules.Output, Weights = layer => layer.Size("Count") * layer.Size("Features") },

        Convolution("Conv1d", 1),
        Convolution("Conv2d", 2),
        Convolution("Conv3d", 3),
        TransposedConvolution("ConvTranspose1d", 1),
        TransposedConvolution("ConvTranspose2d", 2),
        TransposedConvolution("ConvTranspose3d", 3),
        new("Tied", Name("Stage"), Fixed("Layer", minimum: 0), PerAxis("OutputPadding", 2, 0, minimum: 0), Flag("Bias", true))
        {
            Stricter = "It takes only the output shape of the other layer.",
            Rule = TiedRules.Output,
            Weights = TiedRules.Weights,
            MultiplyAdds = TiedRules.MultiplyAdds,
        },

        BatchNorm("BatchNorm1d", NormalizationRules.Batch1d),
        BatchNorm("BatchNorm2d", NormalizationRules.OverImages),
        BatchNorm("BatchNorm3d", NormalizationRules.OverVolumes),
        new("InstanceNorm2d", Eps(), Number("Momentum", 0.1, 0, 1), Flag("Affine", false), Flag("TrackRunningStats", false))
        {
            Stricter = $"{NoBatchlessImages} For a single pixel, which has no variance, it returns zeros; PyTorch's module refuses that, as here.",
            Rule = NormalizationRules.Instances,
            Weights = NormalizationRules.Weights,
        },
        new("LayerNorm", Fixed("Axes", 0), Eps(), Flag("Affine", true))
        {
            Stricter = "libtorch could normalize over the batch axis too; one example never depends on another here.",
            Rule = NormalizationRules.Layer,
            Weights = layer => layer.Flag("Affine") ? NormalizationRules.Normalized(layer).Size * 2 : 0,
        },
        new("GroupNorm", Size("Groups"), Eps(), Flag("Affine", true)) { Rule = NormalizationRules.Groups, Weights = NormalizationRules.Weights },

        new("Dropout", Number("P", 0.5, 0, 1)),
        new("Dropout2d", Number("P", 0.5, 0, 1))
        {
            Stricter = "libtorch drops whole rows of any tensor; it is for channels of images here.",
            Rule = NormalizationRules.OverImages,
        },

        Pooling("MaxPool1d", 1, PerAxis("Dilation", 1, 1), Flag("CeilMode", false)),
        Pooling("MaxPool2d", 2, PerAxis("Dilation", 2, 1), Flag("CeilMode", false)),
        Pooling("MaxPool3d", 3, PerAxis("Dilation", 3, 1), Flag("CeilMode", false)),
        Pooling("AvgPool1d", 1, Flag("CeilMode", false), Flag("CountIncludePad", true)),
        Pooling("AvgPool2d", 2, Flag("CeilMode", false), Flag("CountIncludePad", true)),
        Pooling("AvgPool3d", 3, Flag("CeilMode", false), Flag("CountIncludePad", true)),
        AdaptivePooling("AdaptiveAvgPool1d", 1),
        AdaptivePooling("AdaptiveAvgPool2d", 2),
        AdaptivePooling("AdaptiveAvgPool3d", 3),
        new("Upsample", PerAxis("Scale", LayerParameter.AnyNumber), Name("Mode", "Nearest"), Flag("AlignCorners", false))
        {
            Stricter = "libtorch takes any real scale and rounds; integers are exact. AlignCorners is for modes that interpolate.",
            Rule = UpsamplingRules.Output,
        },
        new("PixelShuffle", PerAxis("Factor", 1)) { Stricter = NoBatchlessImages, Rule = PoolingRules.Shuffled },
        new("ZeroPad2d", PerAxis("Padding", 4, minimum: 0)) { Stricter = NoBatchlessImages, Rule = PaddingRules.Output },
        new("ReflectionPad2d", PerAxis("Padding", 4, minimum: 0)) { Stricter = NoBatchlessImages, Rule = PaddingRules.Output },

        new("CenterCrop", Shape("Lengths")) { Rule = CroppingRules.Output },

        new("Flatten") { Rule = (layer, _) => Shapes.Shape.Of(layer.Input.Size) },
        new("Unflatten", Shape("Axes"))
        {
            Stricter = "libtorch splits the first axis of any tensor; it is for features here.",
            Rule = ReshapingRules.Unflattened,
        },
        new("Reshape", Shape("Axes")) { Rule = ReshapingRules.Reshaped },
        new("Permute", new LayerParameter("Axes", ParameterType.Integers)) { Rule = PermutationRules.Output },
        Elementwise("Identity"),

        Elementwise("ReLU"),
        Elementwise("LeakyReLU", Number("NegativeSlope", 0.01)),
        // With PerChannel its slope depends on the channel, but its output still has the input's shape.
        Elementwise("PReLU", Flag("PerChannel", false), Number("Init", 0.25)) with { Weights = layer => layer.Flag("PerChannel") ? layer.Input[0] : 1 },
        Elementwise("ReLU6"),
        Elementwise("ELU", Number("Alpha", 1.0)),
        Elementwise("CELU", Number("Alpha", 1.0)) with { Rule = ActivationRules.Celu },
        Elementwise("SELU"),
        Elementwise("GELU"),
        Elementwise("SiLU"),
        Elementwise("Mish"),
        Elementwise("Sigmoid"),
        Elementwise("LogSigmoid"),
        Elementwise("Hardsigmoid"),
        Elementwise("Hardswish"),
        Elementwise("Hardtanh", Number("Min", -1.0), Number("Max", 1.0)) with
        {
            Stricter = "libtorch takes bounds in any order; PyTorch's module requires the smaller one first, as here.",
            Rule = ActivationRules.Hardtanh,
        },
        Elementwise("Tanh"),
        Elementwise("Softplus", Number("Beta", 1.0) with { Domain = new(0, ExcludesLeast: true) }, Number("Threshold", 20.0)) with
        {
            Stricter = "libtorch divides by a Beta of 0, and with a negative one the function is another; Beta is positive here.",
        },
        Elementwise("Softsign"),
        OverAxis("Softmax"),
        OverAxis("LogSoftmax"),

        Joining("Concat", JoiningRules.Concatenated),
        Joining("Add", JoiningRules.Added) with { Stricter = "libtorch broadcasts axes of length 1; the shapes must be equal here." },
        Joining("Multiply", JoiningRules.Multiplied) with
        {
            Stricter = "libtorch broadcasts shapes with unlike numbers of axes; a forgotten Reshape is an error here.",
        },
        new("Call", Name("Stage"), Names("As"))
        {
            Inputs = LayerInputs.Forwarded,
            Rule = JoiningRules.Called,
            MultiplyAdds = layer => layer.Callee!.MultiplyAdds,
        },
        new("Use", Name("Property"), Name("Stage", ""), Names("As"))
        {
            Inputs = LayerInputs.Forwarded,
            Rule = JoiningRules.Called,
            Weights = layer => layer.Callee!.ModelWeights,
            MultiplyAdds = layer => layer.Callee!.MultiplyAdds,
        },
        new("Module", new("Type", ParameterType.Module), new("Output", ParameterType.Shape, Shapes.Shape.Of()), new("Arguments", ParameterType.Shape, Shapes.Shape.Of()))
        {
            Rule = ModuleRules.Output,
        },
    ];

    private static readonly Dictionary<string, LayerKind> s_byName = s_kinds.ToDictionary(kind => kind.Name);

    /// <summary>The rows, in the order of the reference.</summary>
    public static IReadOnlyList<LayerKind> Kinds => s_kinds;

    /// <summary>The row of a layer; null if none has that name.</summary>
    public static LayerKind? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    private static LayerKind Convolution(string name, int axes) => new(name, Size("Channels"), PerAxis("Kernel", axes), PerAxis("Stride", axes, 1),
        PerAxis("Padding", axes, 0, minimum: 0), PerAxis("Dilation", axes, 1), Group(), Name("PaddingMode", "Zeros"), Flag("SamePadding", false), SpectralNorm(), Flag("Bias", true))
    {
        Stricter = $"{NoBatchlessImages} TorchSharp pads the wrong axes with SamePadding if PaddingMode is not Zeros and an even kernel differs between the axes.",
        Rule = ConvolutionRules.Output,
        Weights = layer => ConvolutionRules.Kernels(layer) + Bias(layer, "Channels"),
        MultiplyAdds = layer => ConvolutionRules.Kernels(layer) * ConvolutionRules.Places(layer.Output),
        HasMatrix = true,
    };

    private static LayerKind TransposedConvolution(string name, int axes) => new(name, Size("Channels"), PerAxis("Kernel", axes), PerAxis("Stride", axes, 1),
        PerAxis("Padding", axes, 0, minimum: 0), PerAxis("OutputPadding", axes, 0, minimum: 0), PerAxis("Output", axes, 0), PerAxis("Dilation", axes, 1), Group(), SpectralNorm(), Flag("Bias", true))
    {
        Stricter = NoBatchlessImages,
        Rule = ConvolutionRules.TransposedOutput,
        Weights = layer => ConvolutionRules.Kernels(layer) + Bias(layer, "Channels"),
        MultiplyAdds = layer => ConvolutionRules.Kernels(layer) * ConvolutionRules.Places(layer.Input),
        HasMatrix = true,
    };

    private static LayerKind Pooling(string name, int axes, params LayerParameter[] others) =>
        new(name, [PerAxis("Kernel", axes), PerAxis("Stride", axes, 0), PerAxis("Padding", axes, 0, minimum: 0), .. others])
        {
            Stricter = NoBatchlessImages,
            Rule = PoolingRules.Output,
        };

    private static LayerKind AdaptivePooling(string name, int axes) =>
        new(name, PerAxis("Output", axes)) { Stricter = NoBatchlessImages, Rule = PoolingRules.Adaptive };

    private static LayerKind BatchNorm(string name, Func<AppliedLayer, IReadOnlyList<AppliedLayer>, RuleResult> rule) =>
        new(name, Eps(), Number("Momentum", 0.1, 0, 1), Flag("Affine", true), Flag("TrackRunningStats", true))
        {
            Rule = rule,
            Weights = NormalizationRules.Weights,
        };

    private static LayerKind Joining(string name, Func<AppliedLayer, IReadOnlyList<AppliedLayer>, RuleResult> rule) =>
        new(name, Names("From")) { Inputs = LayerInputs.Joined, Rule = rule };

    private static LayerKind Elementwise(string name, params LayerParameter[] parameters) => new(name, parameters) { IsElementwise = true };

    private static LayerKind OverAxis(string name) => new(name, Fixed("Axis", 0, int.MinValue))
    {
        Rule = ActivationRules.OverAxis,
    };

    private static LayerParameter Size(string name) => new(name, ParameterType.Size);

    private static LayerParameter Shape(string name) => new(name, ParameterType.Shape);

    private static LayerParameter Group() => new("Groups", ParameterType.Size, SizeExpression.Of(1));

    private static LayerParameter Flag(string name, bool value) => new(name, ParameterType.Flag, value);

    private static LayerParameter SpectralNorm() => Flag("SpectralNorm", false);

    private static LayerParameter Names(string name) => new(name, ParameterType.Names, new EquatableArray<string>([]));

    private static LayerParameter Name(string name, string? value = null) => new(name, ParameterType.Name, value);

    private static LayerParameter Number(string name, double value, double least = double.NegativeInfinity, double most = double.PositiveInfinity) =>
        new(name, ParameterType.Number, value) { Domain = new(least, most) };

    private static LayerParameter Eps() => Number("Eps", 1e-5, 0);

    private static LayerParameter PerAxis(string name, int axes, long? value = null, long minimum = 1) =>
        new(name, ParameterType.PerAxis, value is { } each ? Shapes.PerAxis.Of(Enumerable.Repeat(each, axes)) : null, minimum, axes);

    private static LayerParameter Fixed(string name, long? value = null, long minimum = 1) => PerAxis(name, 1, value, minimum) with { IsFixed = true };

    private static SizeExpression Bias(AppliedLayer layer, string outputs) => layer.Flag("Bias") ? layer.Size(outputs) : 0;
}
