using System.Globalization;
using ModelDsl.Text;

namespace ModelDsl;

/// <summary>One layer of a model, or one of several outputs of a stage, which is the output of one of its layers.</summary>
/// <param name="Name">The stage and the index in it, which is the prefix of the weights' names: <c>Encode.0</c>. An output has its own name.</param>
/// <param name="Kind">The name of the attribute; <c>Output</c> for an output.</param>
/// <param name="Output">The output shape, without the batch.</param>
/// <param name="Parameters">The number of learned parameters; 0 for a <c>[Module]</c>, which the generator cannot count.</param>
/// <param name="MultiplyAdds">The number of multiply-adds for one image; a multiplication and an addition count as one.</param>
public sealed record LayerSummary(string Name, string Kind, IReadOnlyList<long> Output, long Parameters, long MultiplyAdds);

/// <summary>A model's layers, computed by the generator at compile time.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Layers">The layers, stage by stage, in order.</param>
public sealed record ModelSummary(string Model, IReadOnlyList<LayerSummary> Layers)
{
    /// <summary>The number of learned parameters, without those of modules that a <c>[Module]</c> runs.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>Multiply-adds for one image through every stage once.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>The number of output values of all layers for one image, an upper bound of what a training step keeps for its backward pass.</summary>
    public long OutputValues => Layers.Where(layer => layer.Kind != "Output").Sum(layer => layer.Output.Aggregate(1L, (product, axis) => product * axis));

    /// <summary>A table of the layers with totals, and the memory of 32-bit values (1 MB is 10⁶ bytes).</summary>
    public override string ToString()
    {
        var table = new TextTable(("Layer", false), ("Kind", false), ("Output", false), ("Parameters", true), ("Multiply-adds", true));
        foreach (var layer in Layers)
            table.Add(layer.Name, layer.Kind, $"[{string.Join(", ", layer.Output)}]", Number(layer.Parameters), Number(layer.MultiplyAdds));
        table.AddRule();
        table.Add(Model, "", "", Number(Parameters), Number(MultiplyAdds));
        var lines = table.Lines().Append($"32-bit values: weights {Megabytes(Parameters)}, outputs {Megabytes(OutputValues)} for one image.");
        var modules = Layers.Where(layer => layer.Kind == "Module").Select(layer => layer.Name).ToList();
        if (modules.Count > 0)
            lines = lines.Append($"Excludes the parameters and multiply-adds of modules of your own: {string.Join(", ", modules)}.");
        return string.Join('\n', lines);

        static string Megabytes(long values) => (values * sizeof(float) / 1e6).ToString("N2", CultureInfo.InvariantCulture) + " MB";

        static string Number(long value) => value == 0 ? "–" : value.ToString("N0", CultureInfo.InvariantCulture);
    }
}
