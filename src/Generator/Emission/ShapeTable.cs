using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the shapes of a model as a table in its documentation.</summary>
internal static class ShapeTable
{
    public static string Write(IReadOnlyList<CheckedStage> stages, EquatableArray<Stage> declared)
    {
        var rows = stages.SelectMany((stage, i) => stage.Layers
            .Select(layer => (Name: $"  {layer.Index}  {layer.Kind.Name}", Shape: $"{layer.Output}"))
            .Prepend((Name: $"{stage.Name}({declared[i].Parameters[0].Name})", Shape: $"{stage.Input}")))
            .ToList();
        var width = rows.Max(row => row.Name.Length);
        var lines = rows.Select(row => $"{row.Name.PadRight(width)}  {row.Shape}");
        return $"<remarks>\nShapes, without the batch:\n<code>\n{string.Join("\n", lines)}\n</code>\n</remarks>";
    }
}
