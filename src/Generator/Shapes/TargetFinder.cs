using ModelDsl.Generator.Shapes.Layers;

namespace ModelDsl.Generator.Shapes;

/// <summary>Finds the stages and layers that <c>[Call]</c>, <c>[Use]</c> and <c>[Tied]</c> refer to.</summary>
/// <param name="stages">The other stages.</param>
internal sealed class TargetFinder(IStages stages)
{
    /// <summary>Finds the stage or the layer that a layer refers to.</summary>
    public bool Find(ref AppliedLayer layer, out DeclarationError? error)
    {
        error = null;
        switch (layer.Kind.Name)
        {
            case "Call":
                layer = Calling(layer, stages.Find(layer.Name("Stage"), layer.Place, out _, out error));
                return layer.Callee is not null;

            case "Use":
                layer = Calling(layer, stages.FindInSubmodel(layer.Name("Property"), layer.Name("Stage"), layer.Place, out error));
                return layer.Callee is not null;

            case "Tied":
                if (stages.Find(layer.Name("Stage"), layer.Place, out var sourceStage, out error) is not { } other)
                    return false;
                var source = other.Layers.ElementAtOrDefault(layer.Integer("Layer"));
                if (source is null || !TiedSource(source))
                {
                    error = DeclarationError.Of(RuleId.NoTranspose, layer.Place with { Argument = "Layer" }, other.Name, $"{layer.Axes("Layer")}",
                            source is null ? "no layer" : source.Kind.Name, Transposable(other))
                        .RepairedBy(other.Layers.Count(TiedSource) == 1 ? Repair.Set(layer, "Layer", $"{other.Layers.Single(TiedSource).Index}") : null);
                    return false;
                }

                layer = layer with { Tied = new(sourceStage, source) };
                return true;

            default:
                return true;
        }
    }

    /// <summary>The layer with the stage that it runs. A stage with one parameter receives the first of several inputs.</summary>
    private static AppliedLayer Calling(AppliedLayer layer, CheckedStage? callee) => layer with
    {
        Callee = callee,
        Inputs = callee?.Inputs.Count == 1 ? new([layer.Inputs[0]]) : layer.Inputs,
    };

    private static bool TiedSource(AppliedLayer layer) => TiedRules.HasTranspose(layer);

    private static string Transposable(CheckedStage other)
    {
        var layers = other.Layers.Where(TiedSource).Select(layer => $"{layer.Index}").ToList();
        return layers.Count == 0 ? "" : $" In {other.Name}: {string.Join(", ", layers)}.";
    }
}
