using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the constructor's body: sizes, layers in the order in which their weights are drawn, registration.</summary>
internal sealed class ConstructorEmitter(IndentedTextWriter writer, ModelDeclaration model, CheckedModel check, ModelNames names)
{
    private const int MaximumLine = 160;

    private readonly string _torch = ModelEmitter.TorchName(model.Hierarchy);

    /// <summary>The layers with modules, in the order of the declaration; those that use another's weight behind all others.</summary>
    private readonly List<(int Stage, AppliedLayer Layer)> _modules = [.. check.Modules.OrderBy(module => module.Layer.Tied is not null)];

    public void WriteBody()
    {
        WriteSizes();
        writer.WriteLine("global::ModelDsl.TensorEngine.EnsureLoaded();");
        WriteHeld();
        foreach (var (stage, layer) in _modules)
            WriteLayer(names.Layer(stage, layer.Index), layer);
        writer.WriteLine();
        WriteRegistration();
        WriteInitialization();
    }

    /// <summary>The type of a layer's module.</summary>
    public static string Type(AppliedLayer layer) => layer.Module!.Type ?? $"global::TorchSharp.Modules.{layer.Kind.Name}";

    private void WriteSizes()
    {
        foreach (var size in model.Architecture.Sizes)
        {
            var parameter = ModelNames.Parameter(size.Name);
            if (size.AnyOf is { } list)
            {
                writer.WriteLine($"global::ModelDsl.SizeGuard.Check({parameter}, nameof({parameter}), {string.Join(", ", list)});");
            }
            else
            {
                writer.WriteLine($"global::System.ArgumentOutOfRangeException.ThrowIfLessThan({parameter}, {size.Least});");
                if (size.Max is { } most)
                    writer.WriteLine($"global::System.ArgumentOutOfRangeException.ThrowIfGreaterThan({parameter}, {most});");
            }

            writer.WriteLine($"{names.SizeField(size.Name)} = {parameter};");
        }

        if (model.Architecture.Sizes.Count > 0)
            writer.WriteLine();
    }

    private void WriteHeld()
    {
        for (var i = 0; i < model.Held.Count; i++)
        {
            var held = model.Architecture.Held[i];
            var shared = held.Architecture!.Sizes.Where(size => model.Architecture.Sizes.Any(own => own.Name == size.Name))
                .Select(size => ModelNames.Parameter(size.Name))
                .Select(parameter => $"{parameter}: {parameter}, ");
            writer.WriteLine($"{names.HeldField(held.Property)} = new {model.Held[i].Type}({string.Concat(shared)}device: device, dtype: dtype);");
        }
    }

    private void WriteLayer(string field, AppliedLayer layer)
    {
        var call = layer.Module!;
        var arguments = new List<string>(call.Arguments.Length + 1);
        foreach (var argument in call.Arguments)
            arguments.Add(argument.Value is TiedLayer tied ? names.Layer(tied.Stage, tied.Layer.Index) : CSharp.Argument(argument, ModelNames.Parameter, _torch));
        if (call.TakesDevice)
            arguments.Add("device: device, dtype: dtype");

        var isUsers = layer.Kind.Name == "Module";
        writer.Write($"{field} = {(isUsers ? "global::ModelDsl.Layers.Placement.Place(" : "")}");
        if (call.Type is null)
            writer.Write($"{_torch}.nn.{layer.Kind.Name}(");
        else
            writer.Write($"new {call.Type}(");
        writer.WriteLine($"{string.Join(", ", arguments)}){(isUsers ? ", device, dtype)" : "")};");
    }

    private void WriteRegistration()
    {
        for (var i = 0; i < check.Stages.Count; i++)
        {
            if (check.Stages[i]!.IsHandWritten)
                continue;
            var layers = check.Stages[i]!.Layers.Where(layer => layer.Kind.Module is not null)
                .Select(layer => $"(\"{layer.Index}\", {names.Layer(i, layer.Index)})")
                .ToList();
            var stage = $"\"{model.Architecture.Stages[i].Name}\"";
            var line = $"register_module({stage}, new global::ModelDsl.Stage({string.Join(", ", layers.Prepend(stage))}));";
            writer.WriteLine(line.Length <= MaximumLine ? line : $"register_module({stage}, new global::ModelDsl.Stage({stage},\n    {string.Join(",\n    ", layers)}));");
        }

        foreach (var held in model.Architecture.Held)
            writer.WriteLine($"register_module(\"{held.Property}\", {names.HeldField(held.Property)});");
        foreach (var own in model.OwnModules)
            writer.WriteLine($"{(own.IsParameter ? "register_parameter" : "register_module")}(\"{own.Name}\", {own.Name.Escaped()});");
    }

    private void WriteInitialization()
    {
        var lines = _modules
            .Where(module => module.Layer.Kind.HasMatrix)
            .Select(module => (module.Stage, module.Layer, Initializer: model.Architecture.Stages[module.Stage].Initializer ?? model.Architecture.Initializer))
            .Where(module => module.Initializer is not null)
            .Select(module => $"{names.Layer(module.Stage, module.Layer.Index)}.weight, {names.Layer(module.Stage, module.Layer.Index)}.bias, global::ModelDsl.Initializer.{module.Initializer}")
            .ToList();
        if (lines.Count > 0)
            writer.WriteLine();
        foreach (var line in lines)
            writer.WriteLine($"global::ModelDsl.Layers.Initialization.Draw({line});");
    }
}
