using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>
/// Writes the description of a model's stages, which exports to other formats read. The description has a separate file, because users step into
/// the model's main file, and the hash of the main file identifies the model's computation.
/// </summary>
internal sealed class GraphEmitter(ModelDeclaration model, CheckedModel check)
{
    private readonly IndentedTextWriter _writer = new();

    /// <summary>The text of the file.</summary>
    public static string Emit(ModelDeclaration model, CheckedModel check)
    {
        var emitter = new GraphEmitter(model, check);
        emitter.WriteFile();
        return emitter._writer.Finish();
    }

    private void WriteFile()
    {
        _writer.WriteLine(GeneratedFile.Header);
        _writer.WriteLine();
        if (model.Hierarchy.Namespace.Length > 0)
            _writer.WriteLine($"namespace {model.Hierarchy.Namespace};\n");
        var blocks = new Stack<IDisposable>();
        foreach (var container in model.Hierarchy.Containers)
            blocks.Push(_writer.OpenBlock(container));
        using (_writer.OpenBlock(model.Hierarchy.Header))
            WriteGraph();
        while (blocks.Count > 0)
            blocks.Pop().Dispose();
    }

    private void WriteGraph()
    {
        _writer.WriteDocumentation("<inheritdoc/>");
        _writer.WriteLine(GeneratedFile.Attribute);
        var submodels = string.Join(", ", model.Submodels.Select(held => $"new(\"{held.Submodel.Property}\", {held.Submodel.Property.Escaped()})"));
        string[] properties =
        [
            .. submodels.Length > 0 ? [$"Submodels = [{submodels}]"] : Array.Empty<string>(),
            .. model.Objective is { } objective ? [$"Objective = {objective}"] : Array.Empty<string>(),
        ];
        var end = properties.Length > 0 ? $"]) {{ {string.Join(", ", properties)} }};" : "]);";
        using (_writer.OpenBlock($"global::ModelDsl.Graphs.ModelGraph? global::ModelDsl.IModel.Graph => new(\"{model.Architecture.Name}\",", "[", end))
        {
            for (var i = 0; i < check.Stages.Count; i++)
                WriteStage(model.Architecture.Stages[i], check.Stages[i]!);
        }
    }

    private void WriteStage(Stage declared, CheckedStage stage)
    {
        var family = model.Architecture.FamilyStages.FirstOrDefault(candidate => candidate.Stage == stage.Name);
        _writer.Write($"new(\"{stage.Name}\", [");
        for (var i = 0; i < stage.Inputs.Count; i++)
        {
            _writer.Write($"{Separator(i)}new(\"{declared.Parameters[i].Name}\", ");
            WriteShape(stage.Inputs[i]);
            WriteSpace(family?.Parameters.ElementAtOrDefault(i));
            _writer.Write(stage.IntegerInputs.Contains(i) ? ", IsInteger: true)" : ")");
        }

        _writer.Write("], [");
        WriteOutputs(declared, stage, family?.Output);
        using (_writer.OpenBlock("],", "[", stage.IsHandWritten ? "]) { IsHandWritten = true }," : "]),"))
        {
            foreach (var layer in stage.Layers)
                WriteNode(declared, layer);
        }
    }

    private void WriteOutputs(Stage declared, CheckedStage stage, string? space)
    {
        for (var i = 0; i < stage.Outputs.Count; i++)
        {
            var output = stage.Outputs[i];
            _writer.Write(Separator(i));
            WriteOutput(output.Name, Name(declared, output.Value), output.Value.Shape, null);
        }

        if (stage.Outputs.Count > 0)
            return;
        var last = stage.Last is { } value ? Name(declared, value) : "";
        WriteOutput(stage.ReturnsGaussian ? "mean" : space ?? "output", last, stage.Output, space);
        if (stage.ReturnsGaussian)
        {
            _writer.Write(", ");
            WriteOutput("log_variance", $"{last}.1", stage.Output, space);
        }
    }

    private void WriteOutput(string name, string value, Shape shape, string? space)
    {
        _writer.Write($"new(\"{name}\", \"{value}\", ");
        WriteShape(shape);
        WriteSpace(space);
        _writer.Write(")");
    }

    private void WriteSpace(string? space)
    {
        if (space is not null)
            _writer.Write($", \"{space}\"");
    }

    private void WriteNode(Stage declared, AppliedLayer layer)
    {
        _writer.Write($"new({layer.Index}, \"{layer.Kind.Name}\", [");
        for (var i = 0; i < layer.Inputs.Count; i++)
            _writer.Write($"{Separator(i)}\"{Name(declared, layer.Inputs[i])}\"");
        _writer.Write("], ");
        WriteShape(layer.Output);
        _writer.Write(", [");
        WriteArguments(layer);
        _writer.WriteLine("]),");
    }

    /// <summary>Writes the arguments. Omits defaults, empty arguments, and names of points, because these are inputs.</summary>
    private void WriteArguments(AppliedLayer layer)
    {
        var count = 0;
        for (var i = 0; i < layer.Arguments.Length; i++)
        {
            var (parameter, value) = (layer.Kind.Parameters[i], layer.Arguments[i]);
            // The stage of a submodel has a name although the declaration may omit it.
            if (parameter.Name == "Stage" && layer.Callee is { } callee)
                value = callee.Name;
            else if (parameter.Default?.Equals(value) == true || value is EquatableArray<string> or EquatableArray<long> { Count: 0 } or Shape { Rank: 0 })
                continue;
            _writer.Write($"{Separator(count++)}new(\"{parameter.Name}\", ");
            WriteValue(value);
            _writer.Write(")");
        }
    }

    private void WriteValue(object value)
    {
        switch (value)
        {
            case SizeExpression expression:
                WriteExpression(expression);
                break;
            case PerAxis { IsUniform: true } axes:
                WriteExpression(axes[0]);
                break;
            case PerAxis axes:
                _writer.WriteAxes(new(axes.Values), SymbolExtensions.Escaped);
                break;
            case Shape shape:
                _writer.WriteAxes(shape, SymbolExtensions.Escaped);
                break;
            default:
                _writer.Write(value switch
                {
                    EquatableArray<long> integers => string.Join(", ", integers.Select(Literals.Of)),
                    bool flag => flag ? "true" : "false",
                    double number => Literals.Of(number),
                    TypeName type => $"\"{type.Name.Replace("global::", "")}\"",
                    _ => $"\"{value}\"",
                });
                break;
        }
    }

    private static string Name(Stage declared, Value value) => value.Layer < 0 ? declared.Parameters[value.Parameter].Name
        : value.Output == 0 ? Literals.Of(value.Layer)
        : $"{Literals.Of(value.Layer)}.{Literals.Of(value.Output)}";

    /// <summary>The text before an element of a list.</summary>
    private static string Separator(int index) => index == 0 ? "" : ", ";

    private void WriteShape(Shape shape)
    {
        _writer.Write("[");
        _writer.WriteAxes(shape, SymbolExtensions.Escaped);
        _writer.Write("]");
    }

    private void WriteExpression(SizeExpression expression) => _writer.WriteExpression(expression, SymbolExtensions.Escaped);
}
