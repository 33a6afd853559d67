namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Normalization of batches, layers, groups and instances.</summary>
internal static class NormalizationRules
{
    /// <summary>One axis of features, or channels along a length.</summary>
    public static RuleResult Batch1d(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Input.Rank is 1 or 2
        ? layer.Input
        : layer.Input.Rank is 3 or 4 ? Fault(layer, Axes.Use(layer, $"BatchNorm{layer.Input.Rank - 1}d"))
        : Fault(layer, (" Add [Flatten] before it.", Repair.Insert(layer, "Flatten")));

    private static LayerFault Fault(AppliedLayer layer, (string Advice, Repair Repair) repaired) =>
        new(RuleId.GridAxes, null, layer.Kind.Name, $"{layer.Input}", "[features] or [channels, length]", repaired.Advice) { Repair = repaired.Repair };

    public static RuleResult OverImages(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => OverGrid(layer, before, 2);

    public static RuleResult OverVolumes(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => OverGrid(layer, before, 3);

    private static RuleResult OverGrid(AppliedLayer layer, IReadOnlyList<AppliedLayer> before, int count) =>
        Axes.Check(layer, before, count) is not { } fault ? layer.Input
        : layer.Input.Rank == 1 && layer.Kind.Name.StartsWith("BatchNorm", StringComparison.Ordinal) ? fault with { Message = [.. fault.Message.Take(3), Axes.Use(layer, "BatchNorm1d").Advice], Repair = Repair.Rename(layer, "BatchNorm1d") }
        : fault;

    /// <summary>Mean and variance of each channel of one image; a single pixel has no variance.</summary>
    public static RuleResult Instances(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var result = OverImages(layer, before);
        return result.Fault is not null || layer.Sizes.IsAtLeast(ConvolutionRules.Places(layer.Input), 2)
            ? result
            : new LayerFault(RuleId.NoOutput, null, $"{layer.Kind.Name} needs two pixels or more, but its input {layer.Input} has one", " Use BatchNorm2d or a larger image.");
    }

    public static RuleResult Groups(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) =>
        Axes.Divide(layer, layer.Input[0], layer.Size("Groups"), "Groups", out var fault) is null ? fault! : layer.Input;

    public static RuleResult Layer(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Integer("Axes") <= layer.Input.Rank
        ? layer.Input
        : new LayerFault(RuleId.NoSuchAxis, "Axes", "LayerNorm", $"the last {layer.Axes("Axes")} axes", $"{layer.Input}", $" Use at most {layer.Input.Rank}.")
        {
            Repair = Repair.Set(layer, "Axes", $"{layer.Input.Rank}"),
        };

    /// <summary>The axes that LayerNorm normalizes: all, or the last ones.</summary>
    public static Shape Normalized(AppliedLayer layer)
    {
        var count = layer.IsDefault("Axes") ? layer.Input.Rank : layer.Integer("Axes");
        return new(new(layer.Input.Axes.Skip(layer.Input.Rank - count)));
    }

    /// <summary>A weight and a bias per channel if the layer learns them.</summary>
    public static SizeExpression Weights(AppliedLayer layer) => layer.Flag("Affine") ? layer.Input[0] * 2 : 0;
}
