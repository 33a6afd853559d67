namespace ModelDsl.Generator.CodeFixes;

/// <summary>The parameters of PyTorch's modules in their order, with the names of our layers' properties.</summary>
internal static class PortedCalls
{
    /// <summary>A parameter that a layer lacks: the size of its input, which is inferred, or an option such as <c>inplace</c>.</summary>
    public const string Dropped = "";

    private static readonly string[] s_convolution = [Dropped, "Channels", "Kernel", "Stride", "Padding", "Dilation", "Groups", "Bias"];

    private static readonly string[] s_transposed = [Dropped, "Channels", "Kernel", "Stride", "Padding", "OutputPadding", "Groups", "Bias", "Dilation"];

    private static readonly string[] s_norm = [Dropped, "Eps", "Momentum", "Affine", "TrackRunningStats"];

    private static readonly string[] s_maximum = ["Kernel", "Stride", "Padding", "Dilation", Dropped, "CeilMode"];

    private static readonly string[] s_average = ["Kernel", "Stride", "Padding", "CeilMode", "CountIncludePad"];

    private static readonly Dictionary<string, string[]> s_parameters = new()
    {
        ["Linear"] = [Dropped, "Features", "Bias"],
        ["Conv1d"] = s_convolution,
        ["Conv2d"] = s_convolution,
        ["Conv3d"] = s_convolution,
        ["ConvTranspose1d"] = s_transposed,
        ["ConvTranspose2d"] = s_transposed,
        ["ConvTranspose3d"] = s_transposed,
        ["BatchNorm1d"] = s_norm,
        ["BatchNorm2d"] = s_norm,
        ["BatchNorm3d"] = s_norm,
        ["InstanceNorm2d"] = s_norm,
        ["GroupNorm"] = ["Groups", Dropped, "Eps", "Affine"],
        ["MaxPool1d"] = s_maximum,
        ["MaxPool2d"] = s_maximum,
        ["MaxPool3d"] = s_maximum,
        ["AvgPool1d"] = s_average,
        ["AvgPool2d"] = s_average,
        ["AvgPool3d"] = s_average,
        ["Dropout"] = ["P", Dropped],
        ["Dropout2d"] = ["P", Dropped],
        ["ReLU"] = [Dropped],
        ["LeakyReLU"] = ["NegativeSlope", Dropped],
        ["ELU"] = ["Alpha", Dropped],
        ["CELU"] = ["Alpha", Dropped],
        ["Hardtanh"] = ["Min", "Max", Dropped],
        ["Softplus"] = ["Beta", "Threshold"],
    };

    /// <summary>The parameters of a layer's module; empty if PyTorch has none.</summary>
    public static IReadOnlyList<string> Parameters(string layer) => s_parameters.TryGetValue(layer, out var parameters) ? parameters : [];
}
