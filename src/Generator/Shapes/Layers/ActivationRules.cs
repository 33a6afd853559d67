namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Activations whose arguments can be invalid. The shape is the input's.</summary>
internal static class ActivationRules
{
    /// <summary>α (exp(x / α) − 1) divides by α.</summary>
    public static RuleResult Celu(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Number("Alpha") != 0
        ? layer.Input
        : new LayerFault(RuleId.UnsuitableArgument, "Alpha", "CELU's Alpha", "0, and it divides by it", "another number");

    /// <summary>The bounds are in order.</summary>
    public static RuleResult Hardtanh(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Number("Min") < layer.Number("Max")
        ? layer.Input
        : new LayerFault(RuleId.UnsuitableArgument, layer.IsDefault("Min") ? "Max" : "Min", "Hardtanh's Min", "not below its Max", "the smaller number as Min");
}
