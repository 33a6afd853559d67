using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Trains a model with Adam on images that are one tensor in memory.</summary>
public static class Trainer
{
    // Reading the loss waits for the device, and a progress line costs more than a step of a small model.
    private const int StepsBetweenReports = 50;

    /// <summary>Trains the model in place.</summary>
    /// <param name="model">A generated model, on the device of <paramref name="images"/>.</param>
    /// <param name="objective">What to lower.</param>
    /// <param name="images">The training images, <c>[count, …]</c>, in [0, 1], in the model's input shape.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Is told where the training stands, a few times in an epoch.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The mean loss of each epoch.</returns>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled; the model is partly trained.</exception>
    public static IReadOnlyList<double> Train(
        nn.Module model,
        IObjective objective,
        Tensor images,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        // The order of the images has a generator of its own: what else draws numbers does not change it.
        using var generator = new Generator((ulong)options.Seed);
        using var optimiser = optim.Adam(model.parameters(), options.LearningRate);
        model.train();

        var losses = new List<double>(options.Epochs);
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
            losses.Add(TrainEpoch(epoch));
        CheckWeights();
        return losses;

        double TrainEpoch(int epoch)
        {
            using var epochScope = NewDisposeScope();
            var count = images.shape[0];
            var steps = (count + options.BatchSize - 1) / options.BatchSize;
            var order = randperm(count, generator: generator).to(images.device);
            var total = zeros(1, device: images.device);

            for (var step = 0L; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                var start = step * options.BatchSize;
                Step(order, start, Math.Min(options.BatchSize, count - start), total);

                if ((step + 1) % StepsBetweenReports == 0 || step + 1 == steps)
                {
                    var loss = total.ToDouble() / Math.Min(start + options.BatchSize, count);
                    if (!double.IsFinite(loss))
                        throw new DivergenceException(model.GetName(), epoch);
                    progress?.Report(new TrainingProgress(epoch, options.Epochs, (step + 1) / (double)steps, loss));
                }
            }

            return total.ToDouble() / count;
        }

        // The loss is from before the last update, which can still spoil the weights.
        void CheckWeights()
        {
            using var scope = NewDisposeScope();
            if (model.parameters().Any(weight => !weight.isfinite().all().ToBoolean()))
                throw new DivergenceException(model.GetName(), options.Epochs);
        }

        // One scope a step: whatever the model and the objective leave behind goes with it.
        void Step(Tensor order, long start, long count, Tensor total)
        {
            using var stepScope = NewDisposeScope();
            var batch = images.index_select(0, order.narrow(0, start, count));
            optimiser.zero_grad();
            var loss = objective.Loss(model, batch);
            loss.backward();
            optimiser.step();
            total.add_(loss.detach(), count);
        }
    }
}
