namespace ModelDsl.Onnx.Layers;

/// <summary>Layers that move, cut off, add or interpolate elements.</summary>
internal static class ReshapingLayers
{
    public static string Reshape(LayerExport layer) => layer.Op("Reshape", [layer.X, layer.Integers([0, .. layer.Output])]); // 0 keeps the batch

    public static string Permute(LayerExport layer) =>
        layer.Op("Transpose", [layer.X], ("perm", layer.Node.Integers("Axes", layer.Input.Count).Select(axis => axis + 1).Prepend(0)));

    public static string CenterCrop(LayerExport layer)
    {
        var value = layer.X;
        for (var axis = 1; axis < layer.Input.Count; axis++)
        {
            var start = (layer.Input[axis] - layer.Output[axis]) / 2;
            if (layer.Input[axis] != layer.Output[axis])
                value = Slice(layer, value, axis + 1, start, start + layer.Output[axis]);
        }

        return value;
    }

    /// <summary>Slices a value along an axis; the batch is axis 0.</summary>
    public static string Slice(LayerExport layer, string value, long axis, long start, long end) =>
        layer.Op("Slice", [value, layer.Integers(start), layer.Integers(end), layer.Integers(axis)]);

    /// <summary>Adds to an image: left, right, top, bottom.</summary>
    public static string Pad2d(LayerExport layer, string mode)
    {
        var padding = layer.Node.Integers("Padding", 4);
        var (left, right, top, bottom) = (padding[0], padding[1], padding[2], padding[3]);
        return layer.Op("Pad", [layer.X, layer.Integers(0, 0, top, left, 0, 0, bottom, right)], ("mode", mode));
    }

    public static string Upsample(LayerExport layer)
    {
        float[] scales = [1, 1, .. layer.Output.Zip(layer.Input, (output, input) => (float)(output / input)).Skip(1)];
        string[] inputs = [layer.X, "", layer.Reals(scales, scales.Length)];
        var mode = layer.Node.Text("Mode", "Nearest");
        if (mode == "Nearest")
            return layer.Op("Resize", inputs, ("mode", "nearest"), ("coordinate_transformation_mode", "asymmetric"), ("nearest_mode", "floor"));
        return layer.Op("Resize", inputs, ("mode", mode == "Bicubic" ? "cubic" : "linear"), ("cubic_coeff_a", -0.75),
            ("coordinate_transformation_mode", layer.Node.Flag("AlignCorners") ? "align_corners" : "half_pixel"));
    }
}
