namespace ModelDsl.Onnx.Layers;

/// <summary>Activations of several operators, or with weights.</summary>
internal static class ActivationLayers
{
    /// <summary>Above this threshold, the exact function equals the linear one in single precision.</summary>
    private const double LinearThreshold = 20;

    public static string PRelu(LayerExport layer) => layer.Op("PRelu",
        [layer.X, layer.Weight("weight", layer.Node.Flag("PerChannel") ? [layer.Input[0], .. Enumerable.Repeat(1L, layer.Grid)] : [1])]);

    /// <summary>½ x (1 + erf(x / √2)).</summary>
    public static string Gelu(LayerExport layer)
    {
        var erf = layer.Op("Erf", [layer.Op("Mul", layer.X, Math.Sqrt(0.5))]);
        return layer.Op("Mul", [layer.Op("Mul", layer.X, 0.5), layer.Op("Add", erf, 1)]);
    }

    /// <summary>ln(1 + exp(β x)) / β, and x where β x exceeds the threshold.</summary>
    public static string Softplus(LayerExport layer)
    {
        var (beta, threshold) = (layer.Node.Number("Beta", 1), layer.Node.Number("Threshold", LinearThreshold));
        var product = beta == 1 ? layer.X : layer.Op("Mul", layer.X, beta);
        var value = layer.Op("Softplus", [product]);
        value = beta == 1 ? value : layer.Op("Div", value, beta);
        return threshold >= LinearThreshold ? value : layer.Op("Where", [layer.Op("Greater", product, threshold), layer.X, value]);
    }

    /// <summary>A function along an axis, which is counted without the batch, from the end if it is negative.</summary>
    public static string OverAxis(LayerExport layer, string op)
    {
        var axis = layer.Node.Integer("Axis");
        return layer.Op(op, [layer.X], ("axis", axis < 0 ? axis : axis + 1));
    }
}
