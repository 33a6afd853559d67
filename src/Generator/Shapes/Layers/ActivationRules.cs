namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Activations whose arguments can be invalid. The shape is the input's.</summary>
internal static class ActivationRules
{
    /// <summary>α (exp(x / α) − 1) divides by α.</summary>
    public static RuleResult Celu(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Number("Alpha") != 0
        ? layer.Input
        : new LayerFault(RuleId.UnsuitableArgument, "Alpha", "CELU's Alpha", "0, and it divides by it", "another number");

    /// <summary>The axis of a softmax, counted from the first one; a negative number counts from the end.</summary>
    public static int Axis(AppliedLayer layer) => layer.Integer("Axis") is var axis && axis < 0 ? axis + layer.Input.Rank : axis;

    /// <summary>The axis exists.</summary>
    public static RuleResult OverAxis(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var (written, rank) = (layer.Integer("Axis"), layer.Input.Rank);
        if (written >= -rank && written < rank)
            return layer.Input;
        var last = written < 0 ? -rank : rank - 1;
        return new LayerFault(RuleId.NoSuchAxis, "Axis", layer.Kind.Name, written < 0 ? $"axis {-written} from the end" : $"axis {written}", $"{layer.Input}", $" Use at most {Math.Abs(last)}.")
        {
            Repair = Repair.Set(layer, "Axis", $"{last}"),
        };
    }

    /// <summary>The bounds are in order.</summary>
    public static RuleResult Hardtanh(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Number("Min") < layer.Number("Max")
        ? layer.Input
        : new LayerFault(RuleId.UnsuitableArgument, layer.IsDefault("Min") ? "Max" : "Min", "Hardtanh's Min", "not below its Max", "the smaller number as Min");
}
