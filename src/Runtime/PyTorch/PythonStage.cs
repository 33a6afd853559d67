using System.Text;
using ModelDsl.Graphs;

namespace ModelDsl.PyTorch;

/// <summary>
/// Writes a stage: its layers as an <c>nn.Sequential</c> and a method that calls it, or, if it joins tensors or branches, as an <c>nn.ModuleDict</c> and
/// a method with a line for each layer.
/// </summary>
internal sealed class PythonStage
{
    private static readonly string[] s_locals = ["x", "h", "value", "hidden_"];

    private readonly ModelGraph _model;
    private readonly StageGraph _stage;
    private readonly List<PythonLayer> _layers = [];
    private readonly string _local;

    public PythonStage(PythonFile file, ModelGraph model, StageGraph stage)
    {
        (_model, _stage) = (model, stage);
        if (stage.IsHandWritten)
            throw ExportErrors.HandWritten($"{model.Model}.{stage.Name}", PyTorchExport.Format);
        if (Python.IsReserved(stage.Name))
            throw new CodedException(ErrorCodes.NotExportable, $"{model.Model}.{stage.Name} cannot be exported to PyTorch, because nn.Module has a member of this name. Rename the stage.");
        var shapes = stage.Inputs.ToDictionary(input => input.Name, input => input.Shape);
        foreach (var node in stage.Layers)
        {
            var layer = new PythonLayer(file, model, stage, node, shapes[node.Inputs[0]]);
            _layers.Add(layer);
            for (var i = 0; i < layer.Outputs.Count; i++)
                shapes[i == 0 ? $"{node.Index}" : $"{node.Index}.{i}"] = layer.Outputs[i];
        }

        _local = s_locals.First(local => stage.Inputs.All(input => !input.Name.StartsWith(local, StringComparison.Ordinal)) || local == s_locals[^1]);
    }

    /// <summary>True if each layer is a module that takes the output of the one before.</summary>
    private bool IsChain => _stage.Inputs.Count == 1 && _layers.Count > 0
        && _layers.Select((layer, i) => layer is { Module: not null, HasWeights: false } && layer.Node.Index == i
            && layer.Node.Inputs is [var input] && input == (i == 0 ? _stage.Inputs[0].Name : $"{i - 1}")).All(follows => follows)
        && _stage.Outputs.Select(output => output.Value).SequenceEqual(_layers[^1].Outputs.Select((_, i) => i == 0 ? $"{_layers.Count - 1}" : $"{_layers.Count - 1}.{i}"));

    /// <summary>Writes the assignment of the layers in the constructor.</summary>
    public void WriteLayers(StringBuilder text)
    {
        var isChain = IsChain;
        var modules = _layers.Where(layer => layer.Module is not null && (isChain || layer.Call is null || layer.HasWeights)).ToList();
        if (modules.Count == 0)
            return;
        text.Append(isChain ? $"        self.{_stage.Name} = nn.Sequential(\n" : $"        self.{_stage.Name} = nn.ModuleDict({{\n");
        foreach (var layer in modules)
            text.Append("            ").Append(isChain ? "" : $"\"{layer.Node.Index}\": ").Append(layer.Module).Append(",\n");
        text.Append(isChain ? "        )\n" : "        })\n");
    }

    /// <summary>Writes the method.</summary>
    public void WriteMethod(StringBuilder text)
    {
        var parameters = _stage.Inputs.Select(input => Python.Parameter(input.Name)).ToList();
        text.Append($"\n    def {Python.Method(_stage.Name)}(self, {string.Join(", ", parameters)}):\n");
        text.Append($"        \"\"\"{string.Join(", ", _stage.Inputs.Select((input, i) => $"{parameters[i]} {Shape(input.Shape)}"))} -> ");
        text.Append($"{string.Join(", ", _stage.Outputs.Select(output => $"{output.Name} {Shape(output.Shape)}"))}\"\"\"\n");
        if (IsChain)
            text.Append($"        return self.{_stage.Name}({parameters[0]})\n");
        else
            WriteLines(text);
    }

    private void WriteLines(StringBuilder text)
    {
        var names = _stage.Inputs.ToDictionary(input => input.Name, input => Python.Parameter(input.Name));
        for (var i = 0; i < _layers.Count; i++)
        {
            var (layer, index) = (_layers[i], _layers[i].Node.Index);
            var arguments = layer.Node.Inputs.Select(input => names[input]).ToList();
            var value = layer.Call?.Invoke(arguments) ?? $"self.{_stage.Name}[\"{index}\"]({string.Join(", ", arguments)})";
            if (i == _layers.Count - 1 && _stage.Outputs.Select(output => output.Value).SequenceEqual(layer.Outputs.Select((_, k) => k == 0 ? $"{index}" : $"{index}.{k}")))
            {
                text.Append($"        return {value}\n");
                return;
            }

            var results = layer.Outputs.Select((_, k) => names[k == 0 ? $"{index}" : $"{index}.{k}"] = layer.Outputs.Count > 1 ? $"{_local}{index}_{k}"
                : IsReadOnlyBy(i + 1, $"{index}") ? _local
                : $"{_local}{index}").ToList();
            text.Append($"        {string.Join(", ", results)} = {value}  # {Shape(layer.Outputs[0])}\n");
        }

        text.Append($"        return {string.Join(", ", _stage.Outputs.Select(output => names[output.Value]))}\n");
    }

    /// <summary>True if a value is read by one layer, and neither by a later one nor by the caller.</summary>
    private bool IsReadOnlyBy(int reader, string value) => reader < _layers.Count
        && !_layers.Where((layer, i) => i != reader && layer.Node.Inputs.Contains(value)).Any()
        && _stage.Outputs.All(output => output.Value != value);

    private static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
