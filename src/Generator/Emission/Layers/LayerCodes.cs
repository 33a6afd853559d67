using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Emission.Layers;

/// <summary>The code of every layer of <see cref="LayerCatalogue"/>. Arguments have the names of TorchSharp's parameters.</summary>
internal static class LayerCodes
{
    private static readonly Dictionary<string, LayerCode> s_codes = new()
    {
        ["Linear"] = Affine(layer => new(
            [new(LinearRules.Inputs(layer)), new(layer.Size("Features")), .. layer.Flag("Bias") ? Array.Empty<CallArgument>() : [new(false, "hasBias")]])
        {
            Wrapper = SpectralNorm(layer),
        }) with { HasKernel = true },
        ["Gaussian"] = Weighted(layer => new(
            [new(layer.Input[0]), new(layer.Size("Features")), .. Options(layer, ("MinLogVariance", "minLogVariance"), ("MaxLogVariance", "maxLogVariance"))])
        {
            Type = "global::ModelDsl.Layers.GaussianHead",
        }),
        ["Embedding"] = Weighted(layer => new(new(layer.Size("Count")), new CallArgument(layer.Size("Features")))),
        ["Conv1d"] = Affine(ConvolutionCode.Module) with { HasKernel = true },
        ["Conv2d"] = Affine(ConvolutionCode.Module) with { HasKernel = true },
        ["Conv3d"] = Affine(ConvolutionCode.Module),
        ["ConvTranspose1d"] = Affine(ConvolutionCode.Module) with { HasKernel = true },
        ["ConvTranspose2d"] = Affine(ConvolutionCode.Module) with { HasKernel = true },
        ["ConvTranspose3d"] = Affine(ConvolutionCode.Module),
        ["Tied"] = Affine(ConvolutionCode.Tied),

        ["BatchNorm1d"] = Weighted(layer => NormalizationCode.Module(layer, new CallArgument(layer.Input[0]))),
        ["BatchNorm2d"] = Weighted(layer => NormalizationCode.Module(layer, new CallArgument(layer.Input[0]))),
        ["BatchNorm3d"] = Weighted(layer => NormalizationCode.Module(layer, new CallArgument(layer.Input[0]))),
        ["InstanceNorm2d"] = Weighted(layer => NormalizationCode.Module(layer, new CallArgument(layer.Input[0]))),
        ["LayerNorm"] = Weighted(NormalizationCode.LayerNorm),
        ["GroupNorm"] = Weighted(NormalizationCode.GroupNorm),
        ["Dropout"] = Plain(layer => new(new CallArgument(layer.Number("P")))),
        ["Dropout2d"] = Plain(layer => new(new CallArgument(layer.Number("P")))),

        ["MaxPool1d"] = Plain(ResamplingCode.Pooling),
        ["MaxPool2d"] = Plain(ResamplingCode.Pooling),
        ["MaxPool3d"] = Plain(ResamplingCode.Pooling),
        ["AvgPool1d"] = Plain(ResamplingCode.Pooling),
        ["AvgPool2d"] = Plain(ResamplingCode.Pooling),
        ["AvgPool3d"] = Plain(ResamplingCode.Pooling),
        ["AdaptiveAvgPool1d"] = Plain(layer => new(new CallArgument(layer.Axes("Output")))),
        ["AdaptiveAvgPool2d"] = Plain(layer => new(new CallArgument(layer.Axes("Output")))),
        ["AdaptiveAvgPool3d"] = Plain(layer => new(new CallArgument(layer.Axes("Output")))),
        ["Upsample"] = Plain(ResamplingCode.Upsample),
        ["PixelShuffle"] = Plain(layer => new(new CallArgument(layer.Axes("Factor")))),
        ["ZeroPad2d"] = Plain(layer => new(new CallArgument(layer.Axes("Padding")))),
        ["ReflectionPad2d"] = Plain(layer => new(new CallArgument(layer.Axes("Padding")))),
        ["CenterCrop"] = new() { Call = layer => new(CallTarget.Runtime, "global::ModelDsl.Layers.Cropping.Center", [.. Axes(new(new(layer.Output.Axes.Skip(1))))]) },

        ["Flatten"] = Method("flatten", new CallArgument(SizeExpression.Of(1), "start_dim")),
        ["Unflatten"] = new() { Call = layer => new(CallTarget.Method, "unflatten", [new(SizeExpression.Of(1)), .. Axes(layer.Output)]) },
        ["Reshape"] = new() { Call = layer => new(CallTarget.Method, "reshape", [new(new InputBatch()), .. Axes(layer.Output)]) },
        ["Permute"] = new() { Call = layer => new(CallTarget.Method, "permute", [.. layer.Integers("Axes").Select(axis => axis + 1).Prepend(0).Select(Integer)]) },
        ["Identity"] = Method("alias"),

        ["ReLU"] = Function("nn.functional.relu") with
        {
            CallInPlace = _ => new(CallTarget.Function, "nn.functional.relu", new CallArgument(true, "inplace")),
            SlopeInKernel = _ => 0,
        },
        ["LeakyReLU"] = new()
        {
            Call = layer => new(CallTarget.Function, "nn.functional.leaky_relu", new CallArgument(layer.Number("NegativeSlope"), "negative_slope")),
            // In place, the backward pass distinguishes the two sides by the output's sign.
            CallInPlace = layer => layer.Number("NegativeSlope") < 0
                ? null
                : new(CallTarget.Function, "nn.functional.leaky_relu", new(layer.Number("NegativeSlope"), "negative_slope"), new(true, "inplace")),
            SlopeInKernel = layer => layer.Number("NegativeSlope") is >= 0 and var slope ? slope : null,
        },
        ["PReLU"] = Weighted(layer => new(
            new(layer.Flag("PerChannel") ? layer.Input[0] : SizeExpression.Of(1)), new CallArgument(layer.Number("Init"), "init"))),
        ["ReLU6"] = Activation(),
        ["ELU"] = Activation(("Alpha", "alpha")),
        ["CELU"] = Activation(("Alpha", "alpha")),
        ["SELU"] = Activation(),
        ["GELU"] = Activation(),
        ["SiLU"] = Activation(),
        ["Mish"] = Activation(),
        ["Sigmoid"] = Function("sigmoid"),
        ["LogSigmoid"] = Method("log_sigmoid"),
        ["Hardsigmoid"] = Activation(),
        ["Hardswish"] = Activation(),
        // TorchSharp 0.107's Hardtanh returns its input.
        ["Hardtanh"] = new() { Call = layer => new(CallTarget.Method, "clamp", new(layer.Number("Min"), "min"), new(layer.Number("Max"), "max")) },
        ["Tanh"] = Function("tanh"),
        ["Softplus"] = Activation(("Beta", "beta"), ("Threshold", "threshold")),
        ["Softsign"] = Activation(),
        ["Softmax"] = Plain(OverAxis),
        ["LogSoftmax"] = Plain(OverAxis),

        ["Concat"] = new() { Call = _ => new(CallTarget.FunctionOfList, "cat", new CallArgument(SizeExpression.Of(1), "dim")) },
        ["Add"] = new() { Call = _ => new(CallTarget.Fold, "add") },
        ["Multiply"] = new() { Call = _ => new(CallTarget.Fold, "mul") },
        ["Call"] = new() { Call = layer => new(CallTarget.Stage, layer.Callee!.Name) },
        ["Use"] = new() { Call = layer => new(CallTarget.Stage, $"{layer.Name("Property")}.{layer.Callee!.Name}") },
        ["Module"] = Plain(layer => new([.. ModuleRules.Arguments(layer).Select(argument => new CallArgument(argument.IsInt ? new IntArgument(argument.Value) : argument.Value))]) { Type = ((TypeName)layer.Argument("Type")).Name }),
    };

    /// <summary>The layers that have code.</summary>
    public static IEnumerable<string> Names => s_codes.Keys;

    public static LayerCode Of(LayerKind kind) => s_codes[kind.Name];

    /// <summary>Arguments for those of the layer's arguments that are not their defaults.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="options">The layer's arguments with TorchSharp's parameters.</param>
    public static IEnumerable<CallArgument> Options(AppliedLayer layer, params (string Argument, string Parameter)[] options)
    {
        foreach (var (argument, parameter) in options)
        {
            if (layer.Takes(argument) && !layer.IsDefault(argument))
                yield return new(layer.Argument(argument), parameter);
        }
    }

    /// <summary>The module that divides a layer's weight by its largest singular value; null if the layer does not ask for it.</summary>
    public static string? SpectralNorm(AppliedLayer layer) => layer.Flag("SpectralNorm") ? "global::ModelDsl.Layers.SpectralNorm" : null;

    /// <summary>A module with weights.</summary>
    private static LayerCode Weighted(Func<AppliedLayer, ModuleCall> module) => new() { Module = layer => module(layer) with { HasWeights = true } };

    /// <summary>An affine map, whose backward pass reads its input and its weight only.</summary>
    private static LayerCode Affine(Func<AppliedLayer, ModuleCall> module) => Weighted(module) with { OutputMayBeOverwritten = true };

    /// <summary>A module without weights.</summary>
    private static LayerCode Plain(Func<AppliedLayer, ModuleCall> module) => new() { Module = module };

    private static LayerCode Activation(params (string Argument, string Parameter)[] options) => Plain(layer => new([.. Options(layer, options)]));

    private static LayerCode Function(string name) => new() { Call = _ => new(CallTarget.Function, name) };

    private static LayerCode Method(string name, params CallArgument[] arguments) => new() { Call = _ => new(CallTarget.Method, name, arguments) };

    /// <summary>TorchSharp counts the batch axis.</summary>
    private static ModuleCall OverAxis(AppliedLayer layer) => new(new CallArgument(SizeExpression.Of(ActivationRules.Axis(layer) + 1)));

    private static CallArgument Integer(long value) => new(SizeExpression.Of(value));

    private static IEnumerable<CallArgument> Axes(Shape shape) => shape.Axes.Select(axis => new CallArgument(axis));
}
