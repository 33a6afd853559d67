using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The control that no model may miss: every image is "reconstructed" as the mean of the training images.</summary>
public sealed class MeanImage : IDisposable
{
    private readonly Tensor _mean;

    /// <summary>Fits the control.</summary>
    /// <param name="images">The training images, <c>[count, …]</c>.</param>
    public MeanImage(Tensor images) => _mean = images.mean([0L], keepdim: true).DetachFromDisposeScope();

    /// <summary>Gives the mean image for each image.</summary>
    /// <param name="images">A batch, <c>[batch, …]</c>.</param>
    /// <returns>A tensor of the same shape.</returns>
    public Tensor Reconstruct(Tensor images) => _mean.expand(images.shape);

    /// <summary>Releases the mean.</summary>
    public void Dispose() => _mean.Dispose();
}
