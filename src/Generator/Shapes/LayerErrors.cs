namespace ModelDsl.Generator.Shapes;

/// <summary>The errors of layers that break a rule, with values of the sizes for which they break it.</summary>
/// <param name="stage">The stage's index.</param>
/// <param name="domain">The model's sizes.</param>
internal sealed class LayerErrors(int stage, SizeDomain domain)
{
    /// <summary>The error of a layer's fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="before">The layers before it in the stage.</param>
    public DeclarationError Of(LayerFault fault, AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (fault.Rule == RuleId.SymbolicAxis)
            fault = ForValues(layer, before) ?? fault;
        var related = fault.Related ?? (layer.Inputs[0].Layer >= 0 ? before[layer.Inputs[0].Layer] : null);
        return new DeclarationError(
                fault.Rule,
                (fault.Layer ?? layer).Place with { Argument = fault.Argument },
                new(fault.Message),
                related?.Place ?? new(PlaceKind.Parameter, stage, Math.Max(layer.Inputs[0].Parameter, 0), "Axes")) { Proposals = fault.Proposals }
            .RepairedBy(fault.Rule == RuleId.SymbolicAxis ? AllowDefaults(layer, before) : fault.Repair);
    }

    /// <summary>The fault for a value of the sizes that are limited to a few; null if the layer accepts each, or if a size is not limited.</summary>
    private LayerFault? ForValues(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        if (layer.Input.Axes.SelectMany(axis => axis.Names).Any(name => domain.Find(name)?.Values is null))
            return null;
        var symbolic = new SymbolicFault(domain, layer.Input.Axes, valueOf => layer.Kind.Rule(layer.With(valueOf), before).Fault is null);
        return symbolic.Values is { } values && layer.Kind.Rule(layer.With(expression => expression.With(values)), before).Fault is { } fault
            ? fault.For(values)
            : null;
    }

    /// <summary>The repair that allows the input's sizes only their defaults; null if that does not help.</summary>
    private Repair? AllowDefaults(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var names = layer.Input.Axes.SelectMany(axis => axis.Names).Distinct().ToList();
        return domain.WithDefaults(names) is { } few && layer.Kind.Rule(layer with { Sizes = few }, before).Fault is null
            ? domain.AllowDefaults(names)
            : null;
    }
}
