using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the shapes of a model as a table in its documentation.</summary>
internal static class ShapeTable
{
    public static string Write(IReadOnlyList<CheckedStage> stages, EquatableArray<Stage> declared)
    {
        var rows = stages.SelectMany((stage, i) => stage.Layers
            .Select(layer => (Name: $"  {$"{layer.Index}".PadLeft($"{stage.Layers.Count - 1}".Length)}  {layer.Kind.Name}", Shape: $"{layer.Output}"))
            .Prepend((
                Name: $"{stage.Name}({string.Join(", ", declared[i].Parameters.Select(parameter => parameter.Name))})",
                Shape: stage.IsHandWritten ? $"{Inputs(stage)} → {stage.Output}" : Inputs(stage))))
            .ToList();
        var width = rows.Max(row => row.Name.Length);
        var lines = rows.Select(row => $"{row.Name.PadRight(width)}  {row.Shape}");
        return $"<remarks>\nShapes, without the batch:\n<code>\n{string.Join("\n", lines)}\n</code>\n</remarks>";
    }

    /// <summary>The shapes of a stage's parameters.</summary>
    public static string Inputs(CheckedStage stage) => string.Join(", ", stage.Inputs);
}
