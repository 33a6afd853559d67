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
        : new(RuleId.FeatureAxes, null, layer.Kind.Name, $"{layer.Input}") { Proposals = new(Proposals(layer)) };

    /// <summary>Two axes can also be a batch, or a sequence.</summary>
    private static IEnumerable<Proposal> Proposals(AppliedLayer layer)
    {
        var flatten = new Proposal($" Add [Flatten] before it, which returns [{layer.Input.Size}].", Repair.Insert(layer, "Flatten"));
        var other = layer.Input.Rank != 2 ? null
            : Axes.IsParameter(layer) ? Axes.WriteWithoutBatch(layer)
            : layer.Takes("LastAxis") ? new Proposal(" Set LastAxis = true.", Repair.Set(layer, "LastAxis", "true"), IsOffered: false)
            : null;
        yield return other is null ? flatten : flatten.Or(other);
        if (other is not null)
            yield return other;
    }
}
