using ModelDsl.Graphs;

namespace ModelDsl.PyTorch;

/// <summary>The Python code of convolutions and their transposes.</summary>
internal static class ConvolutionModules
{
    public static string Convolution(PythonLayer layer)
    {
        var padding = layer.Node.Flag("SamePadding") ? "padding=\"same\"" : Axes(layer.Node, layer.Grid, "Padding", "padding", 0);
        var mode = layer.Node.Text("PaddingMode", "Zeros").ToLowerInvariant();
        return Create(layer, padding, mode == "zeros" ? "" : $"padding_mode=\"{mode}\"");
    }

    public static string Transposed(PythonLayer layer) => Create(layer, Axes(layer.Node, layer.Grid, "Padding", "padding", 0),
        OutputPadding(layer, layer.Node, layer.Node.Integers("Padding", layer.Grid)));

    /// <summary>The bias of a tied layer, its only parameter; null if it has none.</summary>
    public static string? TiedBias(PythonLayer layer) => !layer.Node.Flag("Bias", true) ? null
        : PyTorchLayers.New(layer.Helper(PythonHelpers.Bias), Python.Of(layer.Node.Output[layer.Source().Layer.Kind == "Linear" ? ^1 : 0]));

    /// <summary>The transpose of another layer, with that layer's weight.</summary>
    public static string Tied(PythonLayer layer, IReadOnlyList<string> inputs)
    {
        layer.Import("import torch.nn.functional as F");
        var source = layer.Source().Layer;
        var weight = $"self.{layer.Node.Text("Stage")}.get_submodule(\"{source.Index}\").weight";
        var bias = layer.Node.Flag("Bias", true) ? $"self.{layer.Stage.Name}[\"{layer.Node.Index}\"].bias" : "";
        if (source.Kind == "Linear")
            return PyTorchLayers.New("F.linear", inputs[0], $"{weight}.t()", bias);
        var padding = source.Flag("SamePadding")
            ? [.. source.Integers("Kernel", layer.Grid).Zip(source.Integers("Dilation", layer.Grid, 1), (kernel, dilation) => dilation * (kernel - 1) / 2)]
            : source.Integers("Padding", layer.Grid);
        return PyTorchLayers.New("F.conv_transpose2d", inputs[0], weight, bias, Axes(source, layer.Grid, "Stride", "stride", 1),
            padding.All(width => width == 0) ? "" : $"padding={Python.Axes(padding)}", OutputPadding(layer, source, padding),
            Groups(source), Axes(source, layer.Grid, "Dilation", "dilation", 1));
    }

    private static string Create(PythonLayer layer, string padding, string last) => PyTorchLayers.Normalized(layer, PyTorchLayers.New($"nn.{layer.Node.Kind}",
        Python.Of(layer.Input[0]), Python.Of(layer.Node.Output[0]), Python.Axes(layer.Node.Integers("Kernel", layer.Grid)), Axes(layer.Node, layer.Grid, "Stride", "stride", 1),
        padding, Axes(layer.Node, layer.Grid, "Dilation", "dilation", 1), Groups(layer.Node), last, PyTorchLayers.Flag(layer, "Bias", "bias", true)));

    /// <summary>The output padding that gives the layer's output.</summary>
    private static string OutputPadding(PythonLayer layer, LayerNode arguments, long[] padding)
    {
        var grid = layer.Grid;
        var (kernel, stride, dilation) = (arguments.Integers("Kernel", grid), arguments.Integers("Stride", grid, 1), arguments.Integers("Dilation", grid, 1));
        var extra = Enumerable.Range(0, grid)
            .Select(axis => layer.Node.Output[axis + 1] - ((layer.Input[axis + 1] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel[axis] - 1) + 1))
            .ToArray();
        return extra.All(length => length == 0) ? "" : $"output_padding={Python.Axes(extra)}";
    }

    private static string Groups(LayerNode node) => node.Integer("Groups", 1) is > 1 and var groups ? $"groups={Python.Of(groups)}" : "";

    private static string Axes(LayerNode node, int grid, string argument, string parameter, long otherwise) =>
        node.Integers(argument, grid, otherwise) is var values && values.All(value => value == otherwise) ? "" : $"{parameter}={Python.Axes(values)}";
}
