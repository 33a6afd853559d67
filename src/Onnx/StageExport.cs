using ModelDsl.Graphs;
using ModelDsl.Onnx.Layers;
using Onnx;

namespace ModelDsl.Onnx;

/// <summary>A value of a graph, with its shape without the batch.</summary>
internal readonly record struct GraphValue(string Name, IReadOnlyList<long> Shape);

/// <summary>Writes the layers of a stage. The stages that it runs, of this model or of submodels, are written where they are run.</summary>
internal sealed class StageExport(GraphBuilder graph, ModelWeights weights)
{
    public const string Format = "ONNX";

    private const string OtherStages = ", or export the other stages";

    /// <summary>The graph of a stage.</summary>
    /// <exception cref="CodedException">A layer has no form in ONNX.</exception>
    public static GraphProto Of(ModelGraph model, StageGraph stage, ModelWeights weights, PixelMap pixels)
    {
        var graph = new GraphBuilder($"{model.Model}.{stage.Name}");
        var inputs = stage.Inputs.Select(input => new GraphValue(graph.Input(input), input.Shape)).ToList();
        var outputs = graph.Outputs(stage.Outputs.Select(output => output.Name));
        var mapped = inputs.Select((input, i) => stage.Inputs[i].Space == PixelMap.Space ? input with { Name = pixels.FromPixels(graph, input.Name) } : input);
        var results = new StageExport(graph, weights).Run(model, stage, "", [.. mapped]);
        for (var i = 0; i < results.Count; i++)
        {
            var result = stage.Outputs[i].Space == PixelMap.Space ? pixels.ToPixels(graph, results[i].Name) : results[i].Name;
            graph.Output(outputs[i], result, results[i].Shape);
        }

        return graph.Graph;
    }

    /// <summary>Writes a stage and returns its outputs.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="prefix">The prefix of the model's weights: <c>Body.</c> for a submodel.</param>
    /// <param name="inputs">The arguments.</param>
    private List<GraphValue> Run(ModelGraph model, StageGraph stage, string prefix, IReadOnlyList<GraphValue> inputs)
    {
        if (stage.IsHandWritten)
            throw ExportErrors.HandWritten($"{model.Model}.{stage.Name}", Format, OtherStages);
        var values = stage.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        foreach (var node in stage.Layers)
        {
            var arguments = node.Inputs.Select(input => values[input]).ToList();
            var results = Apply(model, stage, node, prefix, arguments);
            for (var i = 0; i < results.Count; i++)
                values[i == 0 ? $"{node.Index}" : $"{node.Index}.{i}"] = results[i];
        }

        return [.. stage.Outputs.Select(output => values[output.Value])];
    }

    private IReadOnlyList<GraphValue> Apply(ModelGraph model, StageGraph stage, LayerNode node, string prefix, List<GraphValue> inputs)
    {
        if (node.Kind == "Call")
            return Run(model, ExportErrors.Stage(model, node.Text("Stage")), prefix, inputs);
        if (node.Kind == "Use")
        {
            var property = node.Text("Property");
            var submodel = ExportErrors.Graph(model.Submodels.First(candidate => candidate.Property == property).Module, Format);
            return Run(submodel, ExportErrors.Stage(submodel, node.Text("Stage")), $"{prefix}{property}.", inputs);
        }

        var layer = new LayerExport(graph, weights, model, node, $"{prefix}{stage.Name}.{node.Index}", prefix, inputs);
        return OnnxLayers.Find(node.Kind) is { } write
            ? [.. write(layer).Select(result => new GraphValue(result, node.Output))]
            : throw ExportErrors.Layer($"{model.Model}.{stage.Name}.{node.Index}", node, Format, OtherStages);
    }
}
