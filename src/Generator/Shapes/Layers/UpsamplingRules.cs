namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Upsampling of grids of one, two or three axes.</summary>
internal static class UpsamplingRules
{
    /// <summary>The interpolations for a number of axes, beside the nearest value; the first is linear.</summary>
    private static readonly string[][] s_modes = [["Linear"], ["Bilinear", "Bicubic"], ["Trilinear"]];

    private static readonly string[] s_counts = ["one axis", "two axes", "three axes"];

    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var grid = layer.Input.Rank - 1;
        if (grid is < 1 or > 3)
            return Axes.Check(layer, before, grid > 3 ? 3 : 2)!;
        return (CheckScale(layer, grid) ?? CheckMode(layer, grid)) is { } fault
            ? fault
            : Axes.Each(layer, layer.Input[0], axis => (layer.Input[axis + 1] * Scale(layer)[axis], null));
    }

    /// <summary>The factor of each axis of the grid.</summary>
    public static IReadOnlyList<SizeExpression> Scale(AppliedLayer layer)
    {
        var scale = layer.Axes("Scale").Values;
        return scale.Count == 1 ? [.. Enumerable.Repeat(scale[0], layer.Input.Rank - 1)] : scale;
    }

    private static LayerFault? CheckScale(AppliedLayer layer, int grid)
    {
        var scale = layer.Axes("Scale");
        return scale.Values.Count == 1 || scale.Values.Count == grid ? null
            : new(RuleId.UnsuitableArgument, "Scale", "Upsample's Scale", $"{{ {string.Join(", ", scale.Values.Select(value => value))} }}, and its input is {layer.Input}",
                new LayerParameter("Scale", ParameterType.PerAxis, Axes: grid).Suitable)
            {
                Repair = scale.IsUniform ? Repair.Set(layer, "Scale", $"{scale[0]}") : null,
            };
    }

    private static LayerFault? CheckMode(AppliedLayer layer, int grid)
    {
        var (mode, modes) = (layer.Name("Mode"), s_modes[grid - 1]);
        if (layer.IsDefault("Mode"))
        {
            return !layer.Flag("AlignCorners") ? null
                : new(RuleId.UnsuitableArgument, "AlignCorners", "Upsample's AlignCorners", "for modes that interpolate, and Nearest does not", $"false, or Mode = Interpolation.{modes[0]}")
                {
                    Repair = Repair.Set(layer, "AlignCorners", "false"),
                };
        }

        return modes.Contains(mode) ? null
            : new(RuleId.UnsuitableArgument, "Mode", "Upsample's Mode",
                $"{mode}, which is for {s_counts[Array.FindIndex(s_modes, others => others.Contains(mode))]}, and its input {layer.Input} has {s_counts[grid - 1]} beside the channels",
                string.Join(" or ", modes.Select(other => $"Interpolation.{other}")))
            {
                Repair = Repair.Set(layer, "Mode", $"Interpolation.{modes[0]}"),
            };
    }
}
