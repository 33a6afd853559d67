using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the shapes of a model as a table in its documentation.</summary>
internal static class ShapeTable
{
    public static void Write(IndentedTextWriter writer, IReadOnlyList<CheckedStage> stages, EquatableArray<Stage> declared)
    {
        var rows = new List<(string Name, string Shape)>(stages.Sum(stage => stage.Layers.Count + 1));
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            var digits = $"{stage.Layers.Count - 1}".Length;
            rows.Add((
                $"{stage.Name}({string.Join(", ", declared[i].Parameters.Select(parameter => parameter.Name))})",
                stage.IsHandWritten ? $"{Inputs(stage)} → {stage.Output}" : Inputs(stage)));
            foreach (var layer in stage.Layers)
                rows.Add(($"  {Literals.Of(layer.Index).PadLeft(digits)}  {layer.Kind.Name}", layer.Result));
            foreach (var output in stage.Outputs)
                rows.Add(($"  {"→".PadLeft(digits)}  {output.Name}", output.Value.Shape.ToString()));
        }

        var width = rows.Max(row => row.Name.Length);
        writer.WriteDocumentation("<remarks>\nShapes, without the batch:\n<code>");
        foreach (var (name, shape) in rows)
            writer.WriteLine($"/// {name.PadRight(width)}  {shape}");
        writer.WriteDocumentation("</code>\n</remarks>");
    }

    /// <summary>The shapes of a stage's parameters.</summary>
    private static string Inputs(CheckedStage stage) => string.Join(", ", stage.Inputs);
}
