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
            if (layer.Inputs[i].Parameter < 0 && layer.Callee!.IntegerInputs.Contains(i))
                return Fault(layer, layer.Callee!.Name, before);
        }

        return null;
    }

    /// <summary>The error of a parameter that is looked up and that another layer reads too; null if there is none.</summary>
    public static DeclarationError? CheckReaders(IReadOnlyList<AppliedLayer> layers)
    {
        var integers = IntegerInputs(layers);
        return integers.Count > 0 && FindOtherReader(layers, integers) is { } reader
            ? DeclarationError.Of(RuleId.EmbeddedTensor, reader.Place, "Embedding", $"{reader.Kind.Name} reads the same parameter, and takes real numbers", "Give the stage another parameter for it")
            : null;
    }

    private static AppliedLayer? FindOtherReader(IReadOnlyList<AppliedLayer> layers, IReadOnlyList<int> integers) => layers.FirstOrDefault(layer =>
        layer.Kind.Name != "Embedding"
        && Enumerable.Range(0, layer.Inputs.Count).Any(i => integers.Contains(layer.Inputs[i].Parameter) && layer.Callee?.IntegerInputs.Contains(i) != true));

    /// <summary>The parameters of a stage that are looked up, by its layers or by the stages that it runs.</summary>
    public static IReadOnlyList<int> IntegerInputs(IReadOnlyList<AppliedLayer> layers)
    {
        List<int>? parameters = null;
        for (var i = 0; i < layers.Count; i++)
        {
            var layer = layers[i];
            for (var j = 0; j < layer.Inputs.Count; j++)
            {
                var isInteger = layer.Callee is { } callee ? callee.IntegerInputs.Contains(j) : layer.Kind.Name == "Embedding";
                if (isInteger && layer.Inputs[j].Parameter >= 0)
                    (parameters ??= []).Add(layer.Inputs[j].Parameter);
            }
        }

        return parameters ?? (IReadOnlyList<int>)[];
    }

    private static LayerFault Fault(AppliedLayer layer, string reader, IReadOnlyList<AppliedLayer> before) =>
        new(RuleId.EmbeddedTensor, null, reader, $"its input is the result of {before[layer.Inputs[0].Layer].Kind.Name}", "Apply it first, to a parameter of the stage");
}
