using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the shapes of a model as a table in its documentation.</summary>
internal sealed class ShapeTable
{
    private readonly IndentedTextWriter _writer;
    private readonly IReadOnlyList<CheckedStage> _stages;
    private readonly string[] _headings;
    private readonly int _width;

    private ShapeTable(IndentedTextWriter writer, IReadOnlyList<CheckedStage> stages, EquatableArray<Stage> declared)
    {
        (_writer, _stages, _headings) = (writer, stages, new string[stages.Count]);
        for (var i = 0; i < stages.Count; i++)
        {
            var stage = stages[i];
            _headings[i] = $"{stage.Name}({string.Join(", ", declared[i].Parameters.Select(parameter => parameter.Name))})";
            _width = Math.Max(_width, _headings[i].Length);
            foreach (var layer in stage.Layers)
                _width = Math.Max(_width, WidthOf(stage, layer.Kind.Name));
            foreach (var output in stage.Outputs)
                _width = Math.Max(_width, WidthOf(stage, output.Name));
        }
    }

    public static void Write(IndentedTextWriter writer, IReadOnlyList<CheckedStage> stages, EquatableArray<Stage> declared) =>
        new ShapeTable(writer, stages, declared).Write();

    private void Write()
    {
        _writer.WriteDocumentation("<remarks>\nShapes, without the batch:\n<code>");
        for (var i = 0; i < _stages.Count; i++)
            WriteStage(_stages[i], _headings[i]);
        _writer.WriteDocumentation("</code>\n</remarks>");
    }

    private void WriteStage(CheckedStage stage, string heading)
    {
        _writer.Write($"/// {heading}");
        _writer.WriteSpaces(_width - heading.Length + 2);
        for (var i = 0; i < stage.Inputs.Count; i++)
            _writer.Write($"{(i == 0 ? "" : ", ")}{stage.Inputs[i]}");
        if (stage.IsHandWritten)
            _writer.Write($" → {stage.Output}");
        _writer.WriteLine();

        foreach (var layer in stage.Layers)
        {
            WriteName(stage, Literals.Of(layer.Index), layer.Kind.Name);
            if (layer.Outputs.Count > 0)
                _writer.WriteLine(layer.Result);
            else
                _writer.WriteLine($"{layer.Output}");
        }

        foreach (var output in stage.Outputs)
        {
            WriteName(stage, "→", output.Name);
            _writer.WriteLine($"{output.Value.Shape}");
        }
    }

    private void WriteName(CheckedStage stage, string index, string name)
    {
        _writer.Write("///   ");
        _writer.WriteSpaces(Digits(stage) - index.Length);
        _writer.Write($"{index}  {name}");
        _writer.WriteSpaces(_width - WidthOf(stage, name) + 2);
    }

    /// <summary>The width of a row's name: the index of a layer, right-aligned, and its kind.</summary>
    private static int WidthOf(CheckedStage stage, string name) => 2 + Digits(stage) + 2 + name.Length;

    /// <summary>The number of digits of the last layer's index.</summary>
    private static int Digits(CheckedStage stage) => Literals.Of(stage.Layers.Count - 1).Length;
}
