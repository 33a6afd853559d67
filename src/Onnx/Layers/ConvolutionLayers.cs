using ModelDsl.Graphs;

namespace ModelDsl.Onnx.Layers;

/// <summary>Convolutions and their transposes.</summary>
internal static class ConvolutionLayers
{
    /// <summary>The grid's padding before and after each axis.</summary>
    private readonly record struct Padding(long[] Before, long[] After)
    {
        public IEnumerable<long> All => [.. Before, .. After];
    }

    public static string Convolution(LayerExport layer)
    {
        var grid = layer.Grid;
        var padding = PaddingOf(layer.Node, grid);
        var (input, mode) = (layer.X, layer.Node.Text("PaddingMode", "Zeros"));
        if (mode != "Zeros" && padding.All.Any(width => width > 0))
        {
            input = mode == "Circular" ? Wrapped(layer, padding)
                : layer.Op("Pad", [layer.X, layer.Integers([0, 0, .. padding.Before, 0, 0, .. padding.After])], ("mode", mode == "Reflect" ? "reflect" : "edge"));
            padding = new(new long[grid], new long[grid]);
        }

        return layer.Op("Conv", [input, layer.Weight("weight"), .. Bias(layer)],
            ("kernel_shape", layer.Node.Integers("Kernel", grid)), ("strides", layer.Node.Integers("Stride", grid, 1)), ("pads", padding.All),
            ("dilations", layer.Node.Integers("Dilation", grid, 1)), ("group", layer.Node.Integer("Groups", 1)));
    }

    public static string Transposed(LayerExport layer) => Transposed(layer, layer.Node, layer.Weight("weight"), layer.Node.Integers("Padding", layer.Grid));

    /// <summary>The transpose of another layer.</summary>
    public static string Tied(LayerExport layer)
    {
        var (source, weight) = layer.Source();
        return source.Kind == "Linear"
            ? LinearLayers.Map(layer, weight, layer.Find("bias"), isTransposed: false)
            : Transposed(layer, source, weight, PaddingOf(source, layer.Grid).Before);
    }

    /// <param name="layer">The layer.</param>
    /// <param name="arguments">The layer with the arguments.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="padding">The padding of each axis.</param>
    private static string Transposed(LayerExport layer, LayerNode arguments, string weight, long[] padding)
    {
        var grid = layer.Grid;
        var (kernel, stride, dilation) = (arguments.Integers("Kernel", grid), arguments.Integers("Stride", grid, 1), arguments.Integers("Dilation", grid, 1));
        var extra = new long[grid];
        for (var axis = 0; axis < grid; axis++)
            extra[axis] = layer.Output[axis + 1] - ((layer.Input[axis + 1] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel[axis] - 1) + 1);
        return layer.Op("ConvTranspose", [layer.X, weight, .. Bias(layer)],
            ("kernel_shape", kernel), ("strides", stride), ("pads", padding.Concat(padding)), ("output_padding", extra), ("dilations", dilation),
            ("group", arguments.Integer("Groups", 1)));
    }

    /// <summary>The padding; with SamePadding, the larger half is at the end.</summary>
    private static Padding PaddingOf(LayerNode node, int grid)
    {
        var both = node.Integers("Padding", grid);
        if (!node.Flag("SamePadding"))
            return new(both, both);
        var totals = node.Integers("Kernel", grid).Zip(node.Integers("Dilation", grid, 1), (kernel, dilation) => dilation * (kernel - 1)).ToArray();
        return new([.. totals.Select(total => total / 2)], [.. totals.Select(total => total - total / 2)]);
    }

    /// <summary>Repeats the grid beyond its ends. The operator Pad supports this only since opset 19.</summary>
    private static string Wrapped(LayerExport layer, Padding padding)
    {
        var value = layer.X;
        for (var axis = 0; axis < layer.Grid; axis++)
        {
            var (before, after, length) = (padding.Before[axis], padding.After[axis], layer.Input[axis + 1]);
            string[] parts =
            [
                .. before > 0 ? [ReshapingLayers.Slice(layer, value, axis + 2, length - before, length)] : Array.Empty<string>(),
                value,
                .. after > 0 ? [ReshapingLayers.Slice(layer, value, axis + 2, 0, after)] : Array.Empty<string>(),
            ];
            if (parts.Length > 1)
                value = layer.Op("Concat", parts, ("axis", axis + 2));
        }

        return value;
    }

    private static string[] Bias(LayerExport layer) => layer.Find("bias") is { } bias ? [bias] : [];
}
