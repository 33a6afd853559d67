using ModelDsl.Graphs;

namespace ModelDsl.Onnx.Layers;

/// <summary>A layer that is written as operators.</summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">The weights of the exported model.</param>
/// <param name="model">The layer's model.</param>
/// <param name="node">The layer.</param>
/// <param name="name">The prefix of its weights' names: <c>Encode.0</c>.</param>
/// <param name="prefix">The prefix of its model's weights' names.</param>
/// <param name="inputs">Its inputs.</param>
internal sealed class LayerExport(
    GraphBuilder graph, ModelWeights weights, ModelGraph model, LayerNode node, string name, string prefix, IReadOnlyList<GraphValue> inputs)
{
    public LayerNode Node => node;

    /// <summary>The first input.</summary>
    public string X => inputs[0].Name;

    public IReadOnlyList<string> Inputs => [.. inputs.Select(input => input.Name)];

    /// <summary>The shape of the first input, without the batch.</summary>
    public IReadOnlyList<long> Input => inputs[0].Shape;

    public IReadOnlyList<long> Output => node.Output;

    /// <summary>The number of axes of the grid, which follow the channels.</summary>
    public int Grid => Input.Count - 1;

    /// <summary>Adds an operator.</summary>
    public string Op(string op, IReadOnlyList<string> arguments, params ReadOnlySpan<(string Name, object Value)> attributes) =>
        graph.Add(name, op, arguments, attributes);

    /// <summary>Adds an operator of a value and a number.</summary>
    public string Op(string op, string value, double number) => Op(op, [value, Real(number)]);

    public string Real(double number) => graph.Reals(name, [(float)number]);

    public string Reals(IReadOnlyList<float> values, params ReadOnlySpan<long> shape) => graph.Reals(name, values, shape);

    public string Integers(params IReadOnlyList<long> values) => graph.Integers(name, values);

    /// <summary>A weight; null if the layer has none of the name.</summary>
    /// <param name="weight">The name in the layer.</param>
    /// <param name="shape">The shape, if it differs from that of the tensor.</param>
    public string? Find(string weight, IReadOnlyList<long>? shape = null) => Find(name, weight, node, shape);

    /// <summary>A weight that the layer has.</summary>
    public string Weight(string weight, IReadOnlyList<long>? shape = null) =>
        Find(weight, shape) ?? throw new InvalidOperationException($"{name} has no {weight}.");

    /// <summary>The layer whose weight this one shares, with that weight.</summary>
    public (LayerNode Layer, string Weight) Source()
    {
        var (stage, index) = (node.Text("Stage"), node.Integer("Layer"));
        var source = model.Find(stage)!.Layers.First(layer => layer.Index == index);
        return (source, Find($"{prefix}{stage}.{index}", "weight", source, null)!);
    }

    private string? Find(string layer, string weight, LayerNode owner, IReadOnlyList<long>? shape) =>
        weights.Find(layer, weight, owner.Kind.StartsWith("ConvTranspose", StringComparison.Ordinal)) is { } values
            ? graph.Weight($"{layer}.{weight}", values, shape)
            : null;
}
