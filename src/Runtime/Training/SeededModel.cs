using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Makes and trains a declared model so that entry, sizes, seed, images and options alone decide its weights.</summary>
internal static class SeededModel
{
    /// <summary>Makes a model with weights drawn from the seed, in the order of the layers, as PyTorch draws them.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="sizes">Its sizes, in the order of the entry.</param>
    /// <param name="seed">Seeds the default generator.</param>
    /// <param name="device">Where the weights go.</param>
    public static nn.Module Make(ModelEntry entry, IReadOnlyList<int> sizes, int seed, Device device)
    {
        ArgumentNullException.ThrowIfNull(entry);
        manual_seed(seed);
        var model = entry.Create(sizes);
        return model.to(device);
    }

    /// <summary>Trains the model for the objective that its class names.</summary>
    /// <param name="model">The model, from <see cref="Make"/>.</param>
    /// <param name="entry">Its entry, with an objective.</param>
    /// <param name="examples">The training images, <c>[count, channels, rows, columns]</c>, in [0, 1], and their labels where the model takes them.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Is told where the training stands.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>What each epoch gave.</returns>
    /// <exception cref="ArgumentException">The entry has no objective, or one that cannot be trained.</exception>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    public static IReadOnlyList<EpochResult> Train(
        nn.Module model, ModelEntry entry, Examples examples, TrainingOptions options,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(examples);
        var objective = entry.Objective ?? throw new ArgumentException($"{entry.Name} names no objective.", nameof(entry));
        var training = objective.Create() ?? throw new ArgumentException($"{entry.Name} names an objective that cannot be trained yet.", nameof(entry));
        using var input = ModelInput.Of((IModel)model, examples.Images);
        return Trainer.Train(model, training, examples with { Images = input }, options, progress, cancellation);
    }
}
