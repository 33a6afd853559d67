using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The baseline that every model must beat: each reconstruction is the mean of the training images.</summary>
internal sealed class MeanImage(Examples train) : IReconstructor, IDisposable
{
    private readonly Tensor _mean = train.MeanPixels().to_type(ScalarType.Float32);

    public Tensor Reconstruct(Examples examples) => _mean.expand(examples.Images.shape);

    public void Dispose() => _mean.Dispose();
}
