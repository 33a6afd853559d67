using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>A layer that was run.</summary>
/// <param name="Output">Its output; the mean of a distribution.</param>
/// <param name="Modules">The modules with its weights, by their names in the layer; an empty name is the layer itself.</param>
internal sealed record Run(Tensor Output, params (string Name, nn.Module Module)[] Modules)
{
    public bool IsDistribution { get; init; }
}

/// <summary>
/// Applies each layer with libtorch's functions and defaults. The input sizes of modules are read from the
/// input tensor, as in lazy modules.
/// </summary>
internal static class LibtorchLayers
{
    private static readonly Dictionary<string, Func<Tensor, Arguments, Run>> s_layers = new()
    {
        ["Linear"] = (x, a) => With(nn.Linear(x.shape[^1], a.Number("Features"), a.Flag("Bias", true)), x, a),
        ["Gaussian"] = Gaussian,
        ["Embedding"] = (x, a) => Of(nn.Embedding(a.Number("Count"), a.Number("Features")), x),

        ["Conv1d"] = Convolution1d,
        ["Conv2d"] = Convolution2d,
        ["Conv3d"] = Convolution3d,
        ["ConvTranspose1d"] = (x, a) => TransposedConvolution.Run(1, Channels(x, 1), x, a),
        ["ConvTranspose2d"] = (x, a) => TransposedConvolution.Run(2, Channels(x, 2), x, a),
        ["ConvTranspose3d"] = (x, a) => TransposedConvolution.Run(3, Channels(x, 3), x, a),

        ["BatchNorm1d"] = (x, a) => Of(
            nn.BatchNorm1d(x.shape[1], a.Real("Eps", 1e-5), a.Real("Momentum", 0.1), a.Flag("Affine", true), a.Flag("TrackRunningStats", true)), x),
        ["BatchNorm2d"] = (x, a) => Of(
            nn.BatchNorm2d(x.shape[1], a.Real("Eps", 1e-5), a.Real("Momentum", 0.1), a.Flag("Affine", true), a.Flag("TrackRunningStats", true)), x),
        ["BatchNorm3d"] = (x, a) => Of(
            nn.BatchNorm3d(x.shape[1], a.Real("Eps", 1e-5), a.Real("Momentum", 0.1), a.Flag("Affine", true), a.Flag("TrackRunningStats", true)), x),
        ["InstanceNorm2d"] = (x, a) => Of(
            nn.InstanceNorm2d(Channels(x, 2), a.Real("Eps", 1e-5), a.Real("Momentum", 0.1), a.Flag("Affine"), a.Flag("TrackRunningStats")), x),
        ["LayerNorm"] = (x, a) => Of(nn.LayerNorm(Last(x, a.Number("Axes", x.dim() - 1)), a.Real("Eps", 1e-5), a.Flag("Affine", true)), x),
        ["GroupNorm"] = GroupNorm,
        ["Dropout"] = (x, a) => Of(nn.Dropout(a.Real("P", 0.5)), x),
        ["Dropout2d"] = (x, a) => Of(nn.Dropout2d(a.Real("P", 0.5)), x),

        ["MaxPool1d"] = (x, a) => Of(
            nn.MaxPool1d(a.Number("Kernel"), Stride(a, 1)?[0], a.Axes("Padding", 1, 0)[0], a.Number("Dilation", 1), a.Flag("CeilMode")), x),
        ["MaxPool2d"] = (x, a) => Of(
            nn.MaxPool2d(a.Axes("Kernel", 2), Stride(a, 2), a.Axes("Padding", 2, 0), a.Axes("Dilation", 2, 1), a.Flag("CeilMode")), x),
        ["MaxPool3d"] = (x, a) => Of(
            nn.MaxPool3d(a.Axes("Kernel", 3), Stride(a, 3), a.Axes("Padding", 3, 0), a.Axes("Dilation", 3, 1), a.Flag("CeilMode")), x),
        ["AvgPool1d"] = (x, a) => Of(
            nn.AvgPool1d(a.Number("Kernel"), Stride(a, 1)?[0], a.Axes("Padding", 1, 0)[0], a.Flag("CeilMode"), a.Flag("CountIncludePad", true)), x),
        ["AvgPool2d"] = (x, a) => Of(
            nn.AvgPool2d(a.Axes("Kernel", 2), Stride(a, 2), a.Axes("Padding", 2, 0), a.Flag("CeilMode"), a.Flag("CountIncludePad", true)), x),
        ["AvgPool3d"] = (x, a) => Of(
            nn.AvgPool3d(a.Axes("Kernel", 3), Stride(a, 3), a.Axes("Padding", 3, 0), a.Flag("CeilMode"), a.Flag("CountIncludePad", true)), x),
        ["AdaptiveAvgPool1d"] = (x, a) => Of(nn.AdaptiveAvgPool1d(a.Axes("Output", 1)[0]), x),
        ["AdaptiveAvgPool2d"] = (x, a) => Of(nn.AdaptiveAvgPool2d(Two(a.Axes("Output", 2))), x),
        ["AdaptiveAvgPool3d"] = (x, a) => Of(nn.AdaptiveAvgPool3d(a.Axes("Output", 3)), x),
        ["Upsample"] = (x, a) => Of(
            nn.Upsample(null, a.Reals("Scale", (int)x.dim() - 2), Enum.Parse<UpsampleMode>(a.Text("Mode", "Nearest")), a.Flag("AlignCorners") ? true : null), x),
        ["PixelShuffle"] = (x, a) => Of(nn.PixelShuffle(a.Number("Factor")), x),
        ["ZeroPad2d"] = (x, a) => Of(nn.ZeroPad2d(Four(a.Axes("Padding", 4))), x),
        ["ReflectionPad2d"] = (x, a) => Of(nn.ReflectionPad2d(Four(a.Axes("Padding", 4))), x),

        ["CenterCrop"] = CenterCrop,

        ["Flatten"] = (x, _) => new(x.flatten(1)),
        ["Unflatten"] = (x, a) => new(x.unflatten(1, a.Shape("Axes"))),
        ["Reshape"] = (x, a) => new(x.reshape([x.shape[0], .. a.Shape("Axes")])),
        ["Permute"] = (x, a) => new(x.permute([0, .. a.Axes("Axes", 0).Select(axis => axis + 1)])),
        ["Identity"] = (x, _) => new(x.alias()),

        ["ReLU"] = (x, _) => Of(nn.ReLU(), x),
        ["LeakyReLU"] = (x, a) => Of(nn.LeakyReLU(a.Real("NegativeSlope", 0.01)), x),
        ["PReLU"] = (x, a) => Of(nn.PReLU(a.Flag("PerChannel") ? x.shape[1] : 1, a.Real("Init", 0.25)), x),
        ["ReLU6"] = (x, _) => Of(nn.ReLU6(), x),
        ["ELU"] = (x, a) => Of(nn.ELU(a.Real("Alpha", 1)), x),
        ["CELU"] = (x, a) => Of(nn.CELU(a.Real("Alpha", 1)), x),
        ["SELU"] = (x, _) => Of(nn.SELU(), x),
        ["GELU"] = (x, _) => Of(nn.GELU(), x),
        ["SiLU"] = (x, _) => Of(nn.SiLU(), x),
        ["Mish"] = (x, _) => Of(nn.Mish(), x),
        ["Sigmoid"] = (x, _) => new(sigmoid(x)),
        ["LogSigmoid"] = (x, _) => new(x.log_sigmoid()),
        ["Hardsigmoid"] = (x, _) => Of(nn.Hardsigmoid(), x),
        ["Hardswish"] = (x, _) => Of(nn.Hardswish(), x),
        ["Hardtanh"] = (x, a) => Of(nn.Hardtanh(a.Real("Min", -1), a.Real("Max", 1)), x),
        ["Tanh"] = (x, _) => new(tanh(x)),
        ["Softplus"] = (x, a) => Of(nn.Softplus(a.Real("Beta", 1), a.Real("Threshold", 20)), x),
        ["Softsign"] = (x, _) => Of(nn.Softsign(), x),
        ["Softmax"] = (x, a) => Of(nn.Softmax(Axis(a)), x),
        ["LogSoftmax"] = (x, a) => Of(nn.LogSoftmax(Axis(a)), x),
    };

    /// <summary>libtorch counts the batch too, except from the end.</summary>
    private static long Axis(Arguments a) => a.Axes("Axis", 1, 0)[0] is var axis && axis < 0 ? axis : axis + 1;

    public static bool Has(string kind) => s_layers.ContainsKey(kind);

    public static Run Apply(string kind, Tensor input, Arguments arguments) => s_layers[kind](input, arguments);

    private static Run Of(nn.Module<Tensor, Tensor> module, Tensor input) => new(module.call(input), ("", module));

    /// <summary>A linear layer or a convolution, with spectral normalization if it is asked for.</summary>
    public static Run With(nn.Module<Tensor, Tensor> module, Tensor input, Arguments arguments) => Of(!arguments.Flag("SpectralNorm") ? module
        : module is TorchSharp.Modules.Linear linear ? new Layers.SpectralNorm(linear)
        : new Layers.SpectralNorm((TorchSharp.Modules.Convolution)module), input);

    private static Run CenterCrop(Tensor x, Arguments a)
    {
        var (lengths, grid) = (a.Shape("Lengths"), (int)x.dim() - 2);
        if (grid is < 1 or > 3 || lengths.Length != 1 && lengths.Length != grid)
            throw new RefusalException("Not a length per axis.");
        for (var axis = 0; axis < grid; axis++)
        {
            var (whole, length) = (x.shape[axis + 2], lengths[lengths.Length == 1 ? 0 : axis]);
            x = x.narrow(axis + 2, Math.DivRem(whole - length, 2).Quotient, length);
        }

        return new(x);
    }

    /// <summary>The function on features, which TorchSharp's module refuses and PyTorch's accepts.</summary>
    private static Run GroupNorm(Tensor x, Arguments a)
    {
        var module = nn.GroupNorm(a.Number("Groups"), x.shape[1], a.Real("Eps", 1e-5), a.Flag("Affine", true));
        return new(x.dim() > 2 ? module.call(x) : nn.functional.group_norm(x, a.Number("Groups"), module.weight, module.bias, a.Real("Eps", 1e-5)), ("", module));
    }

    private static Run Gaussian(Tensor input, Arguments arguments)
    {
        var (mean, logVariance) = (nn.Linear(input.shape[^1], arguments.Number("Features")), nn.Linear(input.shape[^1], arguments.Number("Features")));
        using var _ = logVariance.call(input);
        return new(mean.call(input), ("mean", mean), ("log_variance", logVariance)) { IsDistribution = true };
    }

    /// <summary>The channels of lines, images or volumes, with or without a batch.</summary>
    private static long Channels(Tensor x, int axes) => x.dim() == axes + 2 ? x.shape[1]
        : x.dim() == axes + 1 ? x.shape[0]
        : throw new RefusalException($"{x.dim()} axes are neither a batch nor an example of {axes} axes.");

    private static Run Convolution1d(Tensor x, Arguments a)
    {
        var (padded, padding, same) = Padded(x, a, 1);
        var (inputs, outputs, kernel, stride, dilation) = (Channels(x, 1), a.Number("Channels"), a.Number("Kernel"), a.Number("Stride", 1), a.Number("Dilation", 1));
        return With(
            same
                ? nn.Conv1d(inputs, outputs, kernel, Padding.Same, stride, dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true))
                : nn.Conv1d(inputs, outputs, kernel, stride, padding[0], dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true)), padded, a);
    }

    private static Run Convolution2d(Tensor x, Arguments a)
    {
        var (padded, padding, same) = Padded(x, a, 2);
        var (inputs, outputs, kernel) = (Channels(x, 2), a.Number("Channels"), Two(a.Axes("Kernel", 2)));
        var (stride, dilation) = (Two(a.Axes("Stride", 2, 1)), Two(a.Axes("Dilation", 2, 1)));
        return With(
            same
                ? nn.Conv2d(inputs, outputs, kernel, Padding.Same, stride, dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true))
                : nn.Conv2d(inputs, outputs, kernel, stride, Two(padding), dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true)), padded, a);
    }

    private static Run Convolution3d(Tensor x, Arguments a)
    {
        var (padded, padding, same) = Padded(x, a, 3);
        var (inputs, outputs, kernel) = (Channels(x, 3), a.Number("Channels"), Three(a.Axes("Kernel", 3)));
        var (stride, dilation) = (Three(a.Axes("Stride", 3, 1)), Three(a.Axes("Dilation", 3, 1)));
        return With(
            same
                ? nn.Conv3d(inputs, outputs, kernel, Padding.Same, stride, dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true))
                : nn.Conv3d(inputs, outputs, kernel, stride, Three(padding), dilation, groups: a.Number("Groups", 1), bias: a.Flag("Bias", true)), padded, a);
    }

    /// <summary>
    /// The input, padded unless the mode is zeros, and the padding for the convolution: TorchSharp pads the wrong axes if
    /// the kernel differs between them.
    /// </summary>
    private static (Tensor Input, long[] Padding, bool Same) Padded(Tensor x, Arguments a, int axes)
    {
        var (mode, padding) = (Mode(a), a.Axes("Padding", axes, 0));
        var same = IsSame(a);
        if (mode == PaddingModes.Zeros)
            return (x, padding, same);
        if (same && a.Axes("Stride", axes, 1).Any(stride => stride != 1))
            throw new RefusalException("SamePadding with a stride.");

        var (kernel, dilation) = (a.Axes("Kernel", axes), a.Axes("Dilation", axes, 1));
        var edges = Enumerable.Range(0, axes).Select(axis => same
            ? (Before: dilation[axis] * (kernel[axis] - 1) / 2, After: (dilation[axis] * (kernel[axis] - 1) + 1) / 2)
            : (Before: padding[axis], After: padding[axis]));
        return (nn.functional.pad(x, [.. edges.Reverse().SelectMany(edge => new[] { edge.Before, edge.After })], mode), new long[axes], false);
    }

    private static PaddingModes Mode(Arguments a) => Enum.Parse<PaddingModes>(a.Text("PaddingMode", "Zeros"));

    /// <summary>No overload of a convolution takes both a padding and Padding.Same.</summary>
    private static bool IsSame(Arguments a) => a.Flag("SamePadding")
        && (a.Axes("Padding", 1, 0).All(padding => padding == 0) ? true : throw new RefusalException("Two paddings."));

    private static long[]? Stride(Arguments a, int axes) => a.Has("Stride") ? a.Axes("Stride", axes) : null;

    private static long[] Last(Tensor x, long count) => count <= x.dim() ? x.shape[^(int)count..] : throw new RefusalException($"No {count} axes.");

    private static (long, long) Two(long[] values) => (values[0], values[1]);

    private static (long, long, long) Three(long[] values) => (values[0], values[1], values[2]);

    private static (long, long, long, long) Four(long[] values) => (values[0], values[1], values[2], values[3]);
}
