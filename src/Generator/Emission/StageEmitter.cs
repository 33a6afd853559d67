using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the body of a stage: one line a layer, each intermediate result disposed on every way out.</summary>
internal sealed class StageEmitter(ModelDeclaration model, CheckedStage stage, int index, ModelNames names)
{
    private readonly string _torch = ModelEmitter.TorchName(model.Hierarchy);
    private readonly IReadOnlyList<string> _parameters = [.. model.Stages[index].Parameters.Select(parameter => parameter.Identifier)];

    private string Local => ModelNames.Local(_parameters);

    public void WriteBody(IndentedTextWriter writer)
    {
        for (var i = 0; i < _parameters.Count; i++)
        {
            writer.WriteLine(
                $"global::ModelDsl.ShapeGuard.Check({_parameters[i]}, \"{model.Architecture.Name}.{stage.Name}\", nameof({_parameters[i]}), {CSharp.Axes(stage.Inputs[i], Property)});");
        }

        if (stage.Layers.Count == 0)
            writer.WriteLine($"return {_parameters[0]}.alias();");
        for (var i = 0; i < stage.Layers.Count; i++)
        {
            var layer = stage.Layers[i];
            var target = i == stage.Layers.Count - 1 ? "return" : $"using var {Local}{i} =";
            writer.WriteLine($"{target} {Guarded(layer, Applied(layer))}; // {layer.Kind.Name}: {layer.Output}");
        }
    }

    private string Applied(AppliedLayer layer)
    {
        var inputs = layer.Inputs.Select(Name).ToList();
        if (layer.Kind.Module is not null)
            return $"{names.Layer(index, layer.Index)}.call({inputs[0]})";

        var call = (MayOverwrite(layer) ? layer.Kind.CallInPlace?.Invoke(layer) : null) ?? layer.Kind.Call!(layer);
        var arguments = call.Arguments.Select(argument => argument.Value is InputBatch
            ? $"{inputs[0]}.shape[0]"
            : CSharp.Argument(argument, Property, _torch));
        return call.Target switch
        {
            CallTarget.Method => $"{inputs[0]}.{call.Name}({List(inputs.Skip(1).Concat(arguments))})",
            CallTarget.FunctionOfList => $"{_torch}.{call.Name}({List(arguments.Prepend($"[{List(inputs)}]"))})",
            CallTarget.Stage => $"{call.Name}({List(inputs)})",
            _ => $"{_torch}.{call.Name}({List(arguments.Prepend(inputs[0]))})",
        };
    }

    /// <summary>What the user wrote may give another shape than it says.</summary>
    private string Guarded(AppliedLayer layer, string call) => layer.Kind.Name == "Module" || layer.Callee is { IsHandWritten: true, GivesGaussian: false }
        ? $"global::ModelDsl.ShapeGuard.Returned({call}, \"{model.Architecture.Name}.{stage.Name}.{layer.Index}\", {CSharp.Axes(layer.Output, Property)})"
        : call;

    /// <summary>Whether nothing else reads the layer's input: neither its own backward pass nor another layer.</summary>
    private bool MayOverwrite(AppliedLayer layer) =>
        layer.Inputs[0].Layer is >= 0 and var producer
        && stage.Layers[producer].Kind.OutputMayBeOverwritten
        && layer.Kind.CallInPlace is not null
        && stage.Layers.SelectMany(other => other.Inputs).Count(input => input.Layer == producer) == 1;

    private string Name(Value value) => value.Layer >= 0 ? $"{Local}{value.Layer}" : _parameters[value.Parameter];

    private static string List(IEnumerable<string> items) => string.Join(", ", items);

    private static string Property(string size) => size.Escaped();
}
