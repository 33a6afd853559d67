using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The baseline that no model may miss: every image is "reconstructed" as the mean of the training images.</summary>
public sealed class MeanImage : IReconstructor, IDisposable
{
    private readonly Tensor _mean;

    /// <summary>Fits the baseline.</summary>
    /// <param name="images">The training images, <c>[count, …]</c>.</param>
    public MeanImage(Tensor images) => _mean = images.mean([0L], keepdim: true).DetachFromDisposeScope();

    /// <summary>Gives the mean image for each image.</summary>
    /// <inheritdoc/>
    public Tensor Reconstruct(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return _mean.expand(examples.Images.shape);
    }

    /// <summary>Releases the mean.</summary>
    public void Dispose() => _mean.Dispose();
}
