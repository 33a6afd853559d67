namespace ModelDsl.Graphs;

/// <summary>The errors that exports to other formats share.</summary>
internal static class ExportErrors
{
    /// <summary>The description of a model.</summary>
    /// <exception cref="CodedException">The generator did not write it.</exception>
    public static ModelGraph Graph(object model, string format) => (model as IModel)?.Graph ?? throw new CodedException(ErrorCodes.UnknownStage,
        $"{model.GetType().Name} cannot be exported to {format}: the generator did not describe it. Declare it with [Model], and give no member of it the name Summary or InputShape.");

    /// <summary>The stage with a name.</summary>
    /// <exception cref="CodedException">The model has none.</exception>
    public static StageGraph Stage(ModelGraph model, string stage) => model.Find(stage) ?? throw new CodedException(ErrorCodes.UnknownStage,
        $"{model.Model} has no stage '{stage}'. Its stages are {string.Join(", ", model.Stages.Select(known => known.Name))}.{Suggestion.DidYouMean(stage, model.Stages.Select(known => known.Name))}");

    /// <summary>The error for a stage that the user wrote.</summary>
    /// <param name="stage">The stage: <c>Net.Encode</c>.</param>
    /// <param name="format">The format's name.</param>
    /// <param name="alternative">Another repair, after the first one.</param>
    public static CodedException HandWritten(string stage, string format, string alternative = "") => new(ErrorCodes.NotExportable,
        $"{stage} cannot be exported to {format}, because its body is hand-written. Declare it with layers{alternative}.");

    /// <summary>The error for a layer without a form in the format.</summary>
    /// <param name="layer">The layer: <c>Net.Encode.3</c>.</param>
    /// <param name="node">The layer.</param>
    /// <param name="format">The format's name.</param>
    /// <param name="alternative">Another repair, after the first one.</param>
    public static CodedException Layer(string layer, LayerNode node, string format, string alternative = "") => new(ErrorCodes.NotExportable, node.Kind == "Module"
        ? $"{layer} cannot be exported to {format}, because it runs the module {node.Text("Type")}, whose code is not declared. Declare its layers{alternative}."
        : $"{layer} cannot be exported to {format}: the layer {node.Kind} has no form there. Replace it{alternative}.");
}
