namespace ModelDsl.PyTorch;

/// <summary>The Python code of a kind of layer.</summary>
/// <param name="Module">The expression that creates its module; null if it has none.</param>
/// <param name="Call">The expression that applies it without its module, to its inputs; null to call the module.</param>
/// <param name="HasWeights">True if <paramref name="Call"/> reads the module's weights.</param>
internal sealed record PyTorchLayer(Func<PythonLayer, string?>? Module, Func<PythonLayer, IReadOnlyList<string>, string>? Call = null, bool HasWeights = false);

/// <summary>The Python code of each layer.</summary>
internal static class PyTorchLayers
{
    private static readonly Dictionary<string, PyTorchLayer> s_layers = new()
    {
        ["Linear"] = Module(layer => Normalized(layer, New("nn.Linear", Python.Of(layer.Input[^1]), Python.Of(layer.Node.Output[^1]), Flag(layer, "Bias", "bias", true)))),
        ["Gaussian"] = Module(layer => New(layer.Helper(PythonHelpers.Gaussian), Python.Of(layer.Input[0]), Python.Of(layer.Node.Output[0]),
            Number(layer, "MinLogVariance", "least", double.NegativeInfinity), Number(layer, "MaxLogVariance", "most", double.PositiveInfinity))),
        ["Embedding"] = Module(layer => New("nn.Embedding", Python.Of(layer.Node.Integer("Count")), Python.Of(layer.Node.Output[^1]))),
        ["Conv1d"] = Module(ConvolutionModules.Convolution),
        ["Conv2d"] = Module(ConvolutionModules.Convolution),
        ["Conv3d"] = Module(ConvolutionModules.Convolution),
        ["ConvTranspose1d"] = Module(ConvolutionModules.Transposed),
        ["ConvTranspose2d"] = Module(ConvolutionModules.Transposed),
        ["ConvTranspose3d"] = Module(ConvolutionModules.Transposed),
        ["Tied"] = new(ConvolutionModules.TiedBias, ConvolutionModules.Tied, HasWeights: true),

        ["BatchNorm1d"] = Module(layer => Normalization(layer, Python.Of(layer.Input[0]))),
        ["BatchNorm2d"] = Module(layer => Normalization(layer, Python.Of(layer.Input[0]))),
        ["BatchNorm3d"] = Module(layer => Normalization(layer, Python.Of(layer.Input[0]))),
        ["InstanceNorm2d"] = Module(layer => New("nn.InstanceNorm2d", Python.Of(layer.Input[0]), Eps(layer), Momentum(layer), Flag(layer, "Affine", "affine", false), Flag(layer, "TrackRunningStats", "track_running_stats", false))),
        ["LayerNorm"] = Module(layer => New("nn.LayerNorm", Shape(layer.Input.Skip(layer.Node.Integer("Axes") is > 0 and var count ? layer.Input.Count - (int)count : 0)), Eps(layer), Flag(layer, "Affine", "elementwise_affine", true))),
        ["GroupNorm"] = Module(layer => New("nn.GroupNorm", Python.Of(layer.Node.Integer("Groups")), Python.Of(layer.Input[0]), Eps(layer), Flag(layer, "Affine", "affine", true))),
        ["Dropout"] = Module(layer => New("nn.Dropout", Python.Of(layer.Node.Number("P", 0.5)))),
        ["Dropout2d"] = Module(layer => New("nn.Dropout2d", Python.Of(layer.Node.Number("P", 0.5)))),

        ["MaxPool1d"] = Module(Pooling),
        ["MaxPool2d"] = Module(Pooling),
        ["MaxPool3d"] = Module(Pooling),
        ["AvgPool1d"] = Module(Pooling),
        ["AvgPool2d"] = Module(Pooling),
        ["AvgPool3d"] = Module(Pooling),
        ["AdaptiveAvgPool1d"] = Module(layer => New("nn.AdaptiveAvgPool1d", Python.Axes([.. layer.Node.Output.Skip(1)]))),
        ["AdaptiveAvgPool2d"] = Module(layer => New("nn.AdaptiveAvgPool2d", Python.Axes([.. layer.Node.Output.Skip(1)]))),
        ["AdaptiveAvgPool3d"] = Module(layer => New("nn.AdaptiveAvgPool3d", Python.Axes([.. layer.Node.Output.Skip(1)]))),
        ["Upsample"] = Module(Upsample),
        ["PixelShuffle"] = Module(layer => New("nn.PixelShuffle", Python.Of(layer.Node.Integer("Factor")))),
        ["ZeroPad2d"] = Module(layer => New("nn.ZeroPad2d", Python.Axes(layer.Node.Integers("Padding", 4)))),
        ["ReflectionPad2d"] = Module(layer => New("nn.ReflectionPad2d", Python.Axes(layer.Node.Integers("Padding", 4)))),
        ["CenterCrop"] = Call((layer, inputs) => $"{inputs[0]}[{string.Join(", ", layer.Node.Output.Select((length, axis) => Crop(layer.Input[axis], length)).Prepend(":"))}]"),

        ["Flatten"] = new(_ => "nn.Flatten()", (_, inputs) => $"{inputs[0]}.flatten(1)"),
        ["Unflatten"] = Module(layer => New("nn.Unflatten", "1", Python.Tuple(layer.Node.Output))),
        ["Reshape"] = Call((layer, inputs) => $"{inputs[0]}.reshape({string.Join(", ", layer.Node.Output.Prepend(-1).Select(Python.Of))})"),
        ["Permute"] = Call((layer, inputs) => $"{inputs[0]}.permute({string.Join(", ", layer.Node.Integers("Axes", layer.Input.Count).Select(axis => axis + 1).Prepend(0).Select(Python.Of))})"),
        ["Identity"] = Module(_ => "nn.Identity()"),

        ["ReLU"] = Function("nn.ReLU", "relu"),
        ["LeakyReLU"] = Module(layer => New("nn.LeakyReLU", Python.Of(layer.Node.Number("NegativeSlope", 0.01)))),
        ["PReLU"] = Module(layer => New("nn.PReLU", Python.Of(layer.Node.Flag("PerChannel") ? layer.Input[0] : 1), Number(layer, "Init", "init", 0.25))),
        ["ReLU6"] = Function("nn.ReLU6", "relu6"),
        ["ELU"] = Module(layer => New("nn.ELU", Number(layer, "Alpha", "alpha", 1))),
        ["CELU"] = Module(layer => New("nn.CELU", Number(layer, "Alpha", "alpha", 1))),
        ["SELU"] = Function("nn.SELU", "selu"),
        ["GELU"] = Function("nn.GELU", "gelu"),
        ["SiLU"] = Function("nn.SiLU", "silu"),
        ["Mish"] = Function("nn.Mish", "mish"),
        ["Sigmoid"] = new(_ => "nn.Sigmoid()", (_, inputs) => $"torch.sigmoid({inputs[0]})"),
        ["LogSigmoid"] = Function("nn.LogSigmoid", "logsigmoid"),
        ["Hardsigmoid"] = Function("nn.Hardsigmoid", "hardsigmoid"),
        ["Hardswish"] = Function("nn.Hardswish", "hardswish"),
        ["Hardtanh"] = Module(layer => New("nn.Hardtanh", Python.Of(layer.Node.Number("Min", -1)), Python.Of(layer.Node.Number("Max", 1)))),
        ["Tanh"] = new(_ => "nn.Tanh()", (_, inputs) => $"torch.tanh({inputs[0]})"),
        ["Softplus"] = Module(layer => New("nn.Softplus", Number(layer, "Beta", "beta", 1), Number(layer, "Threshold", "threshold", 20))),
        ["Softsign"] = Function("nn.Softsign", "softsign"),
        ["Softmax"] = Module(layer => New("nn.Softmax", $"dim={Axis(layer)}")),
        ["LogSoftmax"] = Module(layer => New("nn.LogSoftmax", $"dim={Axis(layer)}")),

        ["Concat"] = Call((_, inputs) => $"torch.cat([{string.Join(", ", inputs)}], dim=1)"),
        ["Add"] = Call((_, inputs) => string.Join(" + ", inputs)),
        ["Multiply"] = Call((_, inputs) => string.Join(" * ", inputs)),
        ["Call"] = Call((layer, inputs) => $"self.{Python.Method(layer.Node.Text("Stage"))}({string.Join(", ", inputs)})"),
        ["Use"] = Call((layer, inputs) => $"self.{layer.Node.Text("Property")}.{Python.Method(layer.Node.Text("Stage"))}({string.Join(", ", inputs)})"),
    };

    /// <summary>The layers that have code.</summary>
    public static IEnumerable<string> Names => s_layers.Keys;

    /// <summary>The code of a kind; null if it has no form in PyTorch.</summary>
    public static PyTorchLayer? Find(string kind) => s_layers.GetValueOrDefault(kind);

    /// <summary>A call with those arguments that are not empty.</summary>
    public static string New(string type, params IEnumerable<string> arguments) => $"{type}({string.Join(", ", arguments.Where(argument => argument.Length > 0))})";

    /// <summary>A named argument; empty for the default.</summary>
    public static string Flag(PythonLayer layer, string argument, string parameter, bool otherwise) =>
        layer.Node.Flag(argument, otherwise) is var value && value == otherwise ? "" : $"{parameter}={Python.Of(value)}";

    /// <summary>Divides the weight by its largest singular value if the layer has <c>SpectralNorm</c>.</summary>
    public static string Normalized(PythonLayer layer, string module)
    {
        if (!layer.Node.Flag("SpectralNorm"))
            return module;
        layer.Import("from torch.nn.utils.parametrizations import spectral_norm");
        return $"spectral_norm({module})";
    }

    private static PyTorchLayer Module(Func<PythonLayer, string?> module) => new(module);

    private static PyTorchLayer Call(Func<PythonLayer, IReadOnlyList<string>, string> call) => new(null, call);

    /// <summary>A layer without arguments that has a module and a function.</summary>
    private static PyTorchLayer Function(string module, string function) => new(_ => $"{module}()", (layer, inputs) =>
    {
        layer.Import("import torch.nn.functional as F");
        return $"F.{function}({inputs[0]})";
    });

    private static string Normalization(PythonLayer layer, string features) => New($"nn.{layer.Node.Kind}", features, Eps(layer), Momentum(layer),
        Flag(layer, "Affine", "affine", true), Flag(layer, "TrackRunningStats", "track_running_stats", true));

    private static string Pooling(PythonLayer layer)
    {
        var grid = layer.Grid;
        return New($"nn.{layer.Node.Kind}", Python.Axes(layer.Node.Integers("Kernel", grid)), Axes("Stride", "stride", 0), Axes("Padding", "padding", 0),
            Axes("Dilation", "dilation", 1), Flag(layer, "CeilMode", "ceil_mode", false), Flag(layer, "CountIncludePad", "count_include_pad", true));

        string Axes(string argument, string parameter, long otherwise) =>
            layer.Node.Integers(argument, grid, otherwise) is var values && values.All(value => value == otherwise) ? "" : $"{parameter}={Python.Axes(values)}";
    }

    private static string Upsample(PythonLayer layer)
    {
        var scale = Python.Axes([.. layer.Node.Output.Zip(layer.Input, (output, input) => output / input).Skip(1)]);
        var mode = layer.Node.Text("Mode", "Nearest");
        return New("nn.Upsample", $"scale_factor={scale}", mode == "Nearest" ? "" : $"mode=\"{mode.ToLowerInvariant()}\"", Flag(layer, "AlignCorners", "align_corners", false));
    }

    private static string Crop(long whole, long length) => whole == length ? ":" : $"{Python.Of((whole - length) / 2)}:{Python.Of((whole - length) / 2 + length)}";

    private static long Axis(PythonLayer layer) => layer.Node.Integer("Axis") is var axis && axis < 0 ? axis : axis + 1;

    private static string Shape(IEnumerable<long> axes) => axes.ToList() is [var only] ? Python.Of(only) : Python.Tuple([.. axes]);

    private static string Eps(PythonLayer layer) => Number(layer, "Eps", "eps", 1e-5);

    private static string Momentum(PythonLayer layer) => Number(layer, "Momentum", "momentum", 0.1);

    private static string Number(PythonLayer layer, string argument, string parameter, double otherwise) =>
        layer.Node.Number(argument, otherwise) is var value && value == otherwise ? "" : $"{parameter}={Python.Of(value)}";
}
