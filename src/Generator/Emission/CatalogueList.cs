namespace ModelDsl.Generator.Emission;

/// <summary>A list of a catalogue.</summary>
/// <param name="Property">The property that holds it.</param>
/// <param name="Type">The type of its elements.</param>
internal sealed record CatalogueList(string Property, string Type)
{
    public static CatalogueList Models { get; } = new("Models", "global::ModelDsl.ModelEntry");

    public static CatalogueList Datasets { get; } = new("Datasets", "global::ModelDsl.Data.IDataset");

    public static CatalogueList Evaluators { get; } = new("Evaluators", "global::ModelDsl.Evaluation.IEvaluator");

    /// <summary>Opens the property, whose elements follow.</summary>
    public IndentedTextWriter.Block Open(IndentedTextWriter writer, string summary)
    {
        writer.WriteDocumentation($"<summary>{summary}</summary>");
        return writer.OpenBlock($"public static global::System.Collections.Generic.IReadOnlyList<{Type}> {Property} {{ get; }} =", "[", "];");
    }
}
