namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Fully connected layers.</summary>
internal static class LinearRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) =>
        layer.Flag("LastAxis") ? new Shape(new(layer.Input.Axes.Take(layer.Input.Rank - 1).Append(layer.Size("Features"))))
        : CheckAxes(layer) is { } fault ? fault
        : Shape.Of(layer.Size("Features"));

    /// <summary>The number of inputs of each output: the length of the last axis.</summary>
    public static SizeExpression Inputs(AppliedLayer layer) => layer.Input[layer.Input.Rank - 1];

    /// <summary>The dimensions of a distribution; the bounds of its log-variance are in order.</summary>
    public static RuleResult Distribution(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (CheckAxes(layer) is { } fault)
            return fault;
        return layer.Number("MinLogVariance") < layer.Number("MaxLogVariance")
            ? Shape.Of(layer.Size("Features"))
            : new LayerFault(RuleId.UnsuitableArgument, layer.IsDefault("MinLogVariance") ? "MaxLogVariance" : "MinLogVariance",
                "Gaussian's MinLogVariance", "not below its MaxLogVariance", "the smaller number as MinLogVariance");
    }

    /// <summary>The fault of a layer of features whose input has several axes; null if it has one.</summary>
    public static LayerFault? CheckAxes(AppliedLayer layer) => layer.Input.Rank == 1
        ? null
        : new(RuleId.FeatureAxes, null, layer.Kind.Name, $"{layer.Input}", $"{layer.Input.Size}", Alternative(layer)) { Repair = Repair.Insert(layer, "Flatten") };

    /// <summary>What two axes can be beside forgotten features: a batch, or a sequence.</summary>
    private static string Alternative(AppliedLayer layer) =>
        layer.Input.Rank != 2 ? ""
        : Axes.IsParameter(layer) ? $", or write [Shape({Axes.WithoutBatch(layer)})] if the first axis is the batch"
        : layer.Takes("LastAxis") ? ", or set LastAxis = true"
        : "";
}
