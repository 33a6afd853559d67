namespace ModelDsl.Generator.Shapes;

/// <summary>
/// Checks layers whose kernels, strides, paddings or factors depend on sizes. Their rules compare numbers, so each is checked with every allowed
/// value; the output for all values is that of the layer with the sizes.
/// </summary>
internal static class SizedArguments
{
    /// <summary>The output of a layer, or its fault for a value of the sizes.</summary>
    public static RuleResult Apply(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var whole = layer.Kind.Rule(layer, before);
        if (HasNumbers(layer))
            return whole;

        var names = Names(layer).ToList();
        if (!layer.Sizes.HasFewValues(names))
            return new LayerFault(RuleId.UnsuitableArgument, null, $"An argument of {layer.Kind.Name}", "an expression of sizes with too many values", "numbers, or fewer values in AnyOf");
        LayerFault? fault = null;
        var failing = layer.Sizes.FindFor(names, valueOf => (fault = Check(layer.With(valueOf), whole.Output?.With(valueOf), before)) is null);
        return failing is null ? whole : fault!.For(failing);
    }

    /// <summary>The fault of a layer with numbers; null if its output is the expected one.</summary>
    private static LayerFault? Check(AppliedLayer layer, Shape? expected, IReadOnlyList<AppliedLayer> before)
    {
        var result = layer.Kind.Rule(layer, before);
        if (result.Fault is not null || expected is null || layer.Sizes.AreEqual(expected, result.Output!))
            return result.Fault;
        return Layers.Axes.Symbolic(layer, layer.Kind.Parameters.First(parameter => parameter.Type == ParameterType.PerAxis).Name, 0);
    }

    /// <summary>The sizes in the arguments whose values rules compare.</summary>
    private static IEnumerable<string> Names(AppliedLayer layer) => layer.Arguments.Concat(layer.Tied?.Layer.Arguments ?? [])
        .OfType<PerAxis>()
        .SelectMany(axes => axes.Values)
        .SelectMany(value => value.Names)
        .Distinct();

    private static bool HasNumbers(AppliedLayer layer)
    {
        foreach (var argument in layer.Arguments)
        {
            if (argument is PerAxis { IsConstant: false })
                return false;
        }

        return layer.Tied is not { } tied || HasNumbers(tied.Layer);
    }
}
