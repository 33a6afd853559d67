using ModelDsl.Graphs;

namespace ModelDsl.PyTorch;

/// <summary>A layer as Python code.</summary>
internal sealed class PythonLayer
{
    private readonly PythonFile _file;

    /// <param name="file">The file, which gets the imports and helpers that the layer uses.</param>
    /// <param name="model">The layer's model.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="node">The layer.</param>
    /// <param name="input">The shape of its first input.</param>
    /// <exception cref="CodedException">The layer has no form in PyTorch.</exception>
    public PythonLayer(PythonFile file, ModelGraph model, StageGraph stage, LayerNode node, IReadOnlyList<long> input)
    {
        (_file, Model, Stage, Node, Input) = (file, model, stage, node, input);
        Outputs = Called() is { } called ? [.. called.Outputs.Select(output => output.Shape)]
            : node.Kind == "Gaussian" ? [node.Output, node.Output]
            : [node.Output];
        var row = PyTorchLayers.Find(node.Kind) ?? throw ExportErrors.Layer($"{model.Model}.{stage.Name}.{node.Index}", node, PyTorchExport.Format);
        Module = row.Module?.Invoke(this);
        Call = row.Call is { } call ? arguments => call(this, arguments) : null;
        HasWeights = row.HasWeights;
    }

    public ModelGraph Model { get; }

    public StageGraph Stage { get; }

    public LayerNode Node { get; }

    /// <summary>The shape of the first input, without the batch.</summary>
    public IReadOnlyList<long> Input { get; }

    public IReadOnlyList<IReadOnlyList<long>> Outputs { get; }

    /// <summary>The number of axes of the grid, which follow the channels.</summary>
    public int Grid => Input.Count - 1;

    /// <summary>The expression that creates the module; null if it has none.</summary>
    public string? Module { get; }

    /// <summary>The expression that applies the layer to its inputs without a module; null to call the module.</summary>
    public Func<IReadOnlyList<string>, string>? Call { get; }

    /// <summary>True if the expression that applies the layer reads the module's weights.</summary>
    public bool HasWeights { get; }

    /// <summary>Imports a name.</summary>
    public void Import(string line) => _file.Import(line);

    public string Helper(string name) => _file.Helper(name);

    /// <summary>The layer whose weight this one shares, with the shape of its input.</summary>
    public (LayerNode Layer, IReadOnlyList<long> Input) Source()
    {
        var source = Model.Find(Node.Text("Stage"))!;
        var layer = source.Layers.First(candidate => candidate.Index == Node.Integer("Layer"));
        return (layer, source.Inputs.FirstOrDefault(input => input.Name == layer.Inputs[0])?.Shape
            ?? source.Layers.First(candidate => $"{candidate.Index}" == layer.Inputs[0]).Output);
    }

    /// <summary>The stage that the layer runs; null for other layers.</summary>
    private StageGraph? Called() => Node.Kind switch
    {
        "Call" => ExportErrors.Stage(Model, Node.Text("Stage")),
        "Use" => ExportErrors.Stage(
            ExportErrors.Graph(Model.Submodels.First(held => held.Property == Node.Text("Property")).Module, PyTorchExport.Format), Node.Text("Stage")),
        _ => null,
    };
}
