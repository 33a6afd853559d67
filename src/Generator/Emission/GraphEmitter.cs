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
        var inputs = stage.Inputs.Select((shape, i) =>
            $"new(\"{declared.Parameters[i].Name}\", {Shape(shape)}{Space(family?.Parameters.ElementAtOrDefault(i))}{(stage.IntegerInputs.Contains(i) ? ", IsInteger: true" : "")})");
        var header = $"new(\"{stage.Name}\", [{string.Join(", ", inputs)}], [{string.Join(", ", Outputs(declared, stage, family?.Output))}],";
        using (_writer.OpenBlock(header, "[", stage.IsHandWritten ? "]) { IsHandWritten = true }," : "]),"))
        {
            foreach (var layer in stage.Layers)
                _writer.WriteLine(Node(declared, layer));
        }
    }

    private static IEnumerable<string> Outputs(Stage declared, CheckedStage stage, string? space)
    {
        if (stage.Outputs.Count > 0)
            return stage.Outputs.Select(output => Output(output.Name, Name(declared, output.Value), output.Value.Shape, null));
        var last = stage.Last is { } value ? Name(declared, value) : "";
        return stage.ReturnsGaussian
            ? [Output("mean", last, stage.Output, space), Output("log_variance", $"{last}.1", stage.Output, space)]
            : [Output(space ?? "output", last, stage.Output, space)];
    }

    private static string Output(string name, string value, Shape shape, string? space) => $"new(\"{name}\", \"{value}\", {Shape(shape)}{Space(space)})";

    private static string Space(string? space) => space is null ? "" : $", \"{space}\"";

    private static string Node(Stage declared, AppliedLayer layer)
    {
        var inputs = string.Join(", ", layer.Inputs.Select(input => $"\"{Name(declared, input)}\""));
        var arguments = string.Join(", ", layer.Kind.Parameters.Select((parameter, i) => Argument(layer, parameter, i)).Where(argument => argument.Length > 0));
        return $"new({Literals.Of(layer.Index)}, \"{layer.Kind.Name}\", [{inputs}], {Shape(layer.Output)}, [{arguments}]),";
    }

    /// <summary>An argument; empty if it equals its default, or names points, which are inputs.</summary>
    private static string Argument(AppliedLayer layer, LayerParameter parameter, int index)
    {
        // The stage of a submodel has a name although the declaration may omit it.
        if (parameter.Name == "Stage" && layer.Callee is { } callee)
            return $"new(\"Stage\", \"{callee.Name}\")";
        if (parameter.Type == ParameterType.Names || parameter.Default?.Equals(layer.Arguments[index]) == true)
            return "";
        var value = layer.Arguments[index] switch
        {
            SizeExpression expression => Expression(expression),
            PerAxis axes => string.Join(", ", (axes.IsUniform ? axes.Values.Take(1) : axes.Values).Select(Expression)),
            Shape { Rank: 0 } => "",
            Shape shape => CSharp.Axes(shape, SymbolExtensions.Escaped),
            EquatableArray<long> integers => string.Join(", ", integers.Select(Literals.Of)),
            bool flag => flag ? "true" : "false",
            double number => Literals.Of(number),
            TypeName type => $"\"{type.Name.Replace("global::", "")}\"",
            string text => $"\"{text}\"",
            _ => "",
        };
        return value.Length == 0 ? "" : $"new(\"{parameter.Name}\", {value})";
    }

    private static string Name(Stage declared, Value value) => value.Layer < 0 ? declared.Parameters[value.Parameter].Name
        : value.Output == 0 ? Literals.Of(value.Layer)
        : $"{Literals.Of(value.Layer)}.{Literals.Of(value.Output)}";

    private static string Shape(Shape shape) => CSharp.Collection(shape, SymbolExtensions.Escaped);

    private static string Expression(SizeExpression expression) => CSharp.Expression(expression, SymbolExtensions.Escaped);
}
