using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The mean squared error of reconstructions: the mean over images and pixels of (x − x̂)².</summary>
public static class ReconstructionError
{
    private const long BatchSize = 1000;

    /// <summary>Measures any map from images to reconstructions.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="images">The images, <c>[count, …]</c>.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The error, a mean over all pixels of all images.</returns>
    public static double Measure(Func<Tensor, Tensor> reconstruct, Tensor images, CancellationToken cancellation = default)
    {
        using var grad = no_grad();
        var sum = 0.0;
        for (var start = 0L; start < images.shape[0]; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = images.narrow(0, start, Math.Min(BatchSize, images.shape[0] - start));
            var difference = reconstruct(batch).reshape(batch.shape) - batch;
            // Seven million squares are summed: in single precision the last digits of the mean would go.
            sum += difference.to_type(ScalarType.Float64).square().sum().ToDouble();
        }

        return sum / images.NumberOfElements;
    }
}
