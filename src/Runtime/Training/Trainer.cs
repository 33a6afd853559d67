using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Trains a model with Adam on images that are one tensor in memory.</summary>
public static class Trainer
{
    /// <summary>Trains the model in place.</summary>
    /// <param name="model">A generated model, on the device of the examples.</param>
    /// <param name="objective">What to train it for.</param>
    /// <param name="examples">The training images, in the model's input shape.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Is told where the training stands, a few times in an epoch.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>What each epoch gave.</returns>
    /// <exception cref="ArgumentException">The objective cannot train such a model, or an option does not fit it.</exception>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled; the model is partly trained.</exception>
    public static IReadOnlyList<EpochResult> Train(
        nn.Module model,
        IObjective objective,
        Examples examples,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using var run = new TrainingRun(model, objective, examples, options);
        while (!run.IsFinished)
            run.RunEpoch(progress, cancellation);
        run.Finish();
        return run.History;
    }
}
