using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>Creates and trains a declared model. Entry, sizes, seed, images and options determine the weights.</summary>
internal static class SeededModel
{
    /// <summary>Creates a model with weights drawn from the seed, in PyTorch's order of layers.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="sizes">The sizes, in the order of the entry.</param>
    /// <param name="seed">The seed of the default generator.</param>
    /// <param name="device">The device of the weights.</param>
    public static nn.Module Make(ModelEntry entry, IReadOnlyList<int> sizes, int seed, Device device)
    {
        ArgumentNullException.ThrowIfNull(entry);
        manual_seed(seed);
        var model = entry.Create(sizes);
        return model.to(device);
    }

    /// <summary>Trains the model for the objective of its class.</summary>
    /// <param name="model">The model, from <see cref="Make"/>.</param>
    /// <param name="entry">The entry of the model, with an objective.</param>
    /// <param name="examples">The training images, <c>[count, channels, rows, columns]</c>, in [0, 1], and their labels if the model takes them.</param>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Receives the progress.</param>
    /// <param name="cancellation">Stops the training between two steps.</param>
    /// <returns>The result of each epoch.</returns>
    /// <exception cref="ArgumentException">The entry has no objective, or one that cannot be trained.</exception>
    /// <exception cref="DivergenceException">The loss or a weight is not a finite number.</exception>
    public static IReadOnlyList<EpochResult> Train(
        nn.Module model, ModelEntry entry, Examples examples, TrainingOptions options,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(examples);
        var objective = entry.Objective ?? throw new ArgumentException($"{entry.Name} has no objective.", nameof(entry));
        var training = objective.Create() ?? throw new ArgumentException($"The objective of {entry.Name} cannot be trained.", nameof(entry));
        using var input = ModelInput.Of((IModel)model, examples.Images);
        return Trainer.Train(model, training, examples with { Images = input }, options, progress, cancellation);
    }
}
