using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Trains a model on a tensor of images in memory.</summary>
public static class Trainer
{
    /// <summary>Trains the model in place.</summary>
    /// <param name="model">A generated model, on the device of the examples.</param>
    /// <param name="objective">The objective.</param>
    /// <param name="examples">The training images, in the model's input shape.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Receives the progress a few times per epoch.</param>
    /// <param name="cancellation">Stops the training between two steps.</param>
    /// <returns>The result of each epoch.</returns>
    /// <exception cref="ArgumentException">The objective cannot train this model, or an option does not fit it.</exception>
    /// <exception cref="CodedException">The initial weights cannot be read, or the images have another type than the weights or another range than [0, 1].</exception>
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
