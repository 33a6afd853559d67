using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>One batch of a training.</summary>
public interface ITrainingStep
{
    /// <summary>The model, in training mode.</summary>
    nn.Module Model { get; }

    /// <summary>The batch.</summary>
    Examples Examples { get; }

    /// <summary>The number of finished epochs, plus the fraction of the current one.</summary>
    double Epoch { get; }

    /// <summary>Makes one optimizer step on a loss, which changes only the weights of the group.</summary>
    /// <param name="group">A group of the objective.</param>
    /// <param name="loss">A scalar with its graph, which is freed.</param>
    void Minimize(ParameterGroup group, Tensor loss);

    /// <summary>Logs a metric. Its mean over the epoch is part of the training's history.</summary>
    /// <param name="metric">The name; <see cref="TrainingMetrics"/> has the names that objectives share.</param>
    /// <param name="value">A scalar: the batch's mean.</param>
    void Log(string metric, Tensor value);
}
