namespace ModelDsl.Generator.CodeFixes;

/// <summary>The parameters of PyTorch's modules in their order, with the names of our layers' properties: where a layer has no constructor for all.</summary>
internal static class PortedCalls
{
    /// <summary>A parameter that a layer lacks.</summary>
    public const string Dropped = "";

    private static readonly string[] s_maximum = ["Kernel", "Stride", "Padding", "Dilation", Dropped, "CeilMode"];

    private static readonly string[] s_average = ["Kernel", "Stride", "Padding", "CeilMode", "CountIncludePad"];

    private static readonly Dictionary<string, string[]> s_parameters = new()
    {
        ["MaxPool1d"] = s_maximum,
        ["MaxPool2d"] = s_maximum,
        ["MaxPool3d"] = s_maximum,
        ["AvgPool1d"] = s_average,
        ["AvgPool2d"] = s_average,
        ["AvgPool3d"] = s_average,
    };

    /// <summary>The parameters of a layer's module; empty if PyTorch has none.</summary>
    public static IReadOnlyList<string> Parameters(string layer) => s_parameters.TryGetValue(layer, out var parameters) ? parameters : [];
}
