using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The steps of one epoch, with sums of losses and metrics. The sums stay on the device: reading them would wait for it.</summary>
/// <param name="model">The model.</param>
/// <param name="objective">The objective, whose parameter groups have the optimizers.</param>
/// <param name="optimizers">The optimizer of each parameter group.</param>
/// <param name="examples">The training images.</param>
internal sealed class EpochStep(
    nn.Module model, IObjective objective, IReadOnlyDictionary<ParameterGroup, ParameterGroupOptimizer> optimizers, Examples examples) : ITrainingStep
{
    private readonly Device _device = examples.Device;
    private readonly Dictionary<ParameterGroup, Tensor> _losses =
        objective.ParameterGroups.ToDictionary(group => group, _ => zeros(1, device: examples.Device));
    private readonly Dictionary<string, Tensor> _metrics = new(StringComparer.Ordinal);

    public nn.Module Model => model;

    public Examples Examples { get; private set; } = examples;

    public double Epoch { get; private set; }

    /// <summary>The sum over images of the first group's loss.</summary>
    public double Loss => _losses[objective.ParameterGroups[0]].ToDouble();

    /// <summary>True if the losses of all groups are finite numbers.</summary>
    public bool IsFinite => _losses.Values.All(total => double.IsFinite(total.ToDouble()));

    /// <summary>Trains on a batch.</summary>
    public void Run(Examples batch, double epoch)
    {
        (Examples, Epoch) = (batch, epoch);
        objective.Step(this);
    }

    public void Minimize(ParameterGroup group, Tensor loss)
    {
        optimizers[group].Minimize(loss);
        _losses[group].add_(loss.detach(), Examples.Count);
    }

    public void Log(string metric, Tensor value)
    {
        if (!_metrics.TryGetValue(metric, out var total))
            _metrics[metric] = total = zeros(1, device: _device).MoveToOuterDisposeScope();
        total.add_(value.detach(), Examples.Count);
    }

    /// <summary>The means of the metrics.</summary>
    /// <param name="count">The number of images of the epoch.</param>
    public Dictionary<string, double> Metrics(long count) => _metrics.ToDictionary(metric => metric.Key, metric => metric.Value.ToDouble() / count);
}
