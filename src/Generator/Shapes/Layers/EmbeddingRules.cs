namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>Embeddings, whose inputs are integers: only a stage's parameter can hold them.</summary>
internal static class EmbeddingRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before) => layer.Inputs[0].Parameter >= 0
        ? new Shape(new(layer.Input.Axes.Append(layer.Size("Features"))))
        : Fault(layer, "Embedding", before);

    /// <summary>The fault of a call that passes the result of a layer to a stage that looks up integers; null if there is none.</summary>
    public static LayerFault? CheckCall(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        for (var i = 0; i < layer.Inputs.Count; i++)
        {
            if (layer.Inputs[i].Parameter < 0 && TakesIntegers(layer.Callee!, i))
                return Fault(layer, layer.Callee!.Name, before);
        }

        return null;
    }

    private static bool TakesIntegers(CheckedStage stage, int parameter) => stage.Layers.Any(layer =>
        layer.Kind.Name == "Embedding" && layer.Inputs[0].Parameter == parameter
        || layer.Callee is { } callee && layer.Inputs.Where((input, i) => input.Parameter == parameter && TakesIntegers(callee, i)).Any());

    private static LayerFault Fault(AppliedLayer layer, string reader, IReadOnlyList<AppliedLayer> before) =>
        new(RuleId.EmbeddedTensor, null, reader, before[layer.Inputs[0].Layer].Kind.Name);
}
