using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the body of a stage: one line a layer, each intermediate result disposed on every way out.</summary>
internal static class StageEmitter
{
    public static void WriteBody(IndentedTextWriter writer, ModelDeclaration model, CheckedStage stage, int index, ModelNames names)
    {
        var parameter = model.Stages[index].Parameters[0].Identifier;
        var local = ModelNames.Local(parameter);
        writer.WriteLine(
            $"global::ModelDsl.ShapeGuard.Check({parameter}, \"{model.Architecture.Name}.{stage.Name}\", nameof({parameter}), {CSharp.Axes(stage.Input, Property)});");
        if (stage.Layers.Count == 0)
            writer.WriteLine($"return {parameter}.alias();");

        for (var i = 0; i < stage.Layers.Count; i++)
        {
            var layer = stage.Layers[i];
            var input = i == 0 ? parameter : $"{local}{i - 1}";
            var call = layer.Kind.Construction is not null
                ? $"{names.Layer(index, i)}.call({input})"
                : Call(layer, i == 0 ? null : stage.Layers[i - 1], input, ModelEmitter.TorchName(model.Hierarchy));
            var target = i == stage.Layers.Count - 1 ? "return" : $"using var {local}{i} =";
            writer.WriteLine($"{target} {call}; // {layer.Kind.Name}: {layer.Output}");
        }
    }

    private static string Call(AppliedLayer layer, AppliedLayer? before, string input, string torch)
    {
        var inPlace = before?.Kind.OutputMayBeOverwritten == true ? layer.Kind.CallInPlace?.Invoke(layer) : null;
        var call = inPlace ?? layer.Kind.Call!(layer);
        var arguments = call.Arguments.Select(argument => CSharp.Argument(argument, Property));
        return call.Target[0] == '.'
            ? $"{input}{call.Target}({string.Join(", ", arguments)})"
            : $"{torch}.{call.Target}({string.Join(", ", arguments.Prepend(input))})";
    }

    private static string Property(string size) => size.Escaped();
}
