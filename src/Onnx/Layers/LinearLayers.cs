namespace ModelDsl.Onnx.Layers;

/// <summary>Fully connected layers.</summary>
internal static class LinearLayers
{
    public static string Linear(LayerExport layer) => Map(layer, layer.Weight("weight"), layer.Find("bias"), isTransposed: true);

    /// <summary>The mean and the log-variance.</summary>
    public static IReadOnlyList<string> Gaussian(LayerExport layer)
    {
        var mean = Map(layer, layer.Weight("mean.weight"), layer.Find("mean.bias"), isTransposed: true);
        var logVariance = Map(layer, layer.Weight("log_variance.weight"), layer.Find("log_variance.bias"), isTransposed: true);
        var (least, most) = (layer.Node.Number("MinLogVariance", double.NegativeInfinity), layer.Node.Number("MaxLogVariance", double.PositiveInfinity));
        if (!double.IsInfinity(least) || !double.IsInfinity(most))
            logVariance = layer.Op("Clip", [logVariance, layer.Reals([(float)least]), layer.Reals([(float)most])]);
        return [mean, logVariance];
    }

    /// <summary>x Wᵀ + b, or x W + b, along the last axis.</summary>
    public static string Map(LayerExport layer, string weight, string? bias, bool isTransposed)
    {
        string[] biases = bias is null ? [] : [bias];
        if (layer.Input.Count == 1)
            return layer.Op("Gemm", [layer.X, weight, .. biases], ("transB", isTransposed ? 1 : 0));
        var matrix = isTransposed ? layer.Op("Transpose", [weight], ("perm", new long[] { 1, 0 })) : weight;
        var product = layer.Op("MatMul", [layer.X, matrix]);
        return bias is null ? product : layer.Op("Add", [product, bias]);
    }
}
