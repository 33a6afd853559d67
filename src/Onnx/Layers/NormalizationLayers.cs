namespace ModelDsl.Onnx.Layers;

/// <summary>Normalizations.</summary>
internal static class NormalizationLayers
{
    public static string Batch(LayerExport layer) => layer.Find("running_mean") is null ? OfBatch(layer) : WithRunningStatistics(layer);

    public static string Instance(LayerExport layer)
    {
        if (layer.Find("running_mean") is not null)
            return WithRunningStatistics(layer);
        var (scale, bias) = Affine(layer, layer.Input[0]);
        return layer.Op("InstanceNormalization", [layer.X, scale, bias], Eps(layer));
    }

    public static string Layer(LayerExport layer)
    {
        var count = layer.Node.Integer("Axes") is > 0 and var axes ? axes : layer.Input.Count;
        var shape = layer.Input.Skip(layer.Input.Count - (int)count).ToArray();
        string[] affine = layer.Find("weight") is { } weight
            ? [weight, layer.Weight("bias")]
            : [layer.Reals(Repeated(1, shape.Aggregate(1L, (product, axis) => product * axis)), shape)];
        return layer.Op("LayerNormalization", [layer.X, .. affine], ("axis", -count), Eps(layer));
    }

    /// <summary>Each group of channels as one channel of an instance normalization.</summary>
    public static string Group(LayerExport layer)
    {
        var groups = layer.Node.Integer("Groups");
        var grouped = layer.Op("Reshape", [layer.X, layer.Integers(0, groups, -1)]);
        var normalized = layer.Op("InstanceNormalization", [grouped, layer.Reals(Repeated(1, groups), groups), layer.Reals(Repeated(0, groups), groups)], Eps(layer));
        return Scaled(layer, layer.Op("Reshape", [normalized, layer.Integers([0, .. layer.Input])]));
    }

    private static string WithRunningStatistics(LayerExport layer)
    {
        var (scale, bias) = Affine(layer, layer.Input[0]);
        return layer.Op("BatchNormalization", [layer.X, scale, bias, layer.Weight("running_mean"), layer.Weight("running_var")], Eps(layer));
    }

    /// <summary>Without running statistics, those of the batch are used in evaluation too.</summary>
    private static string OfBatch(LayerExport layer)
    {
        long[] axes = [0, .. Enumerable.Range(2, layer.Grid).Select(axis => (long)axis)];
        var difference = layer.Op("Sub", [layer.X, layer.Op("ReduceMean", [layer.X], ("axes", axes))]);
        var variance = layer.Op("ReduceMean", [layer.Op("Mul", [difference, difference])], ("axes", axes));
        return Scaled(layer, layer.Op("Div", [difference, layer.Op("Sqrt", [layer.Op("Add", variance, layer.Node.Number("Eps", 1e-5))])]));
    }

    /// <summary>Applies the weight and the bias of each channel, if the layer learns them.</summary>
    private static string Scaled(LayerExport layer, string value)
    {
        long[] shape = [layer.Input[0], .. Enumerable.Repeat(1L, layer.Grid)];
        return layer.Find("weight", shape) is { } weight ? layer.Op("Add", [layer.Op("Mul", [value, weight]), layer.Weight("bias", shape)]) : value;
    }

    private static (string Scale, string Bias) Affine(LayerExport layer, long channels) => layer.Find("weight") is { } weight
        ? (weight, layer.Weight("bias"))
        : (layer.Reals(Repeated(1, channels), channels), layer.Reals(Repeated(0, channels), channels));

    private static (string Name, object Value) Eps(LayerExport layer) => ("epsilon", layer.Node.Number("Eps", 1e-5));

    private static float[] Repeated(float value, long count) => [.. Enumerable.Repeat(value, checked((int)count))];
}
