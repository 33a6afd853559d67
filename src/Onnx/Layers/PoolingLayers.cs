namespace ModelDsl.Onnx.Layers;

/// <summary>Poolings.</summary>
internal static class PoolingLayers
{
    public static string Maximum(LayerExport layer)
    {
        var dilation = layer.Node.Integers("Dilation", layer.Grid, 1);
        var (kernel, stride, before, after) = Windows(layer, dilation);
        return layer.Op("MaxPool", [layer.X], ("kernel_shape", kernel), ("strides", stride), ("pads", before.Concat(after)), ("dilations", dilation));
    }

    /// <summary>
    /// The mean of each window. Padding that counts in the mean is a separate operator, because AveragePool would also count the positions of the last
    /// window beyond the padding.
    /// </summary>
    public static string Average(LayerExport layer)
    {
        var (kernel, stride, before, after) = Windows(layer, [.. Enumerable.Repeat(1L, layer.Grid)]);
        var input = layer.X;
        if (layer.Node.Flag("CountIncludePad", true) && before.Any(width => width > 0))
        {
            input = layer.Op("Pad", [layer.X, layer.Integers([0, 0, .. before, 0, 0, .. before])], ("mode", "constant"));
            after = [.. after.Zip(before, (end, padding) => end - padding)];
            before = new long[layer.Grid];
        }

        return layer.Op("AveragePool", [input], ("kernel_shape", kernel), ("strides", stride), ("pads", before.Concat(after)), ("count_include_pad", 0));
    }

    /// <summary>Equal windows, or a product with the matrix of means along each axis.</summary>
    public static string Adaptive(LayerExport layer)
    {
        var (input, output) = (layer.Input.Skip(1).ToArray(), layer.Output.Skip(1).ToArray());
        if (input.Zip(output).All(axis => axis.First % axis.Second == 0))
        {
            long[] kernel = [.. input.Zip(output, (whole, parts) => whole / parts)];
            return layer.Op("AveragePool", [layer.X], ("kernel_shape", kernel), ("strides", kernel));
        }

        var (from, to) = ("xyz"[..input.Length], "uvw"[..input.Length]);
        var matrices = input.Select((length, axis) => layer.Reals(Means(length, output[axis]), output[axis], length));
        var terms = string.Join(",", from.Select((axis, i) => $"{to[i]}{axis}").Prepend($"bc{from}"));
        return layer.Op("Einsum", [layer.X, .. matrices], ("equation", $"{terms}->bc{to}"));
    }

    /// <summary>The windows, with the padding that gives the output's lengths: a last window that is not full may end beyond the padding.</summary>
    private static (long[] Kernel, long[] Stride, long[] Before, long[] After) Windows(LayerExport layer, long[] dilation)
    {
        var grid = layer.Grid;
        var (kernel, padding) = (layer.Node.Integers("Kernel", grid), layer.Node.Integers("Padding", grid));
        var stride = layer.Node.Integers("Stride", grid) is [> 0, ..] own ? own : kernel;
        var after = new long[grid];
        for (var axis = 0; axis < grid; axis++)
        {
            var end = (layer.Output[axis + 1] - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) + 1;
            after[axis] = Math.Max(padding[axis], end - layer.Input[axis + 1] - padding[axis]);
        }

        return (kernel, stride, padding, after);
    }

    /// <summary>A row for each output, with its mean of the inputs from ⌊i · length / count⌋ to ⌈(i + 1) · length / count⌉.</summary>
    private static float[] Means(long length, long count)
    {
        var means = new float[count * length];
        for (var i = 0L; i < count; i++)
        {
            var (start, end) = (i * length / count, ((i + 1) * length + count - 1) / count);
            for (var j = start; j < end; j++)
                means[i * length + j] = 1f / (end - start);
        }

        return means;
    }
}
