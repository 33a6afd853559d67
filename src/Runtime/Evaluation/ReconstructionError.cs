using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The mean squared error of reconstructions: the mean over images and pixels of (x − x̂)².</summary>
public static class ReconstructionError
{
    private const long BatchSize = 1000;

    /// <summary>Measures any map from images to reconstructions.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="examples">The images, <c>[count, …]</c>, and labels where the map takes them.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The error, a mean over all pixels of all images.</returns>
    public static double Measure(Func<Examples, Tensor> reconstruct, Examples examples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reconstruct);
        ArgumentNullException.ThrowIfNull(examples);
        using var grad = no_grad();
        var sum = 0.0;
        for (var start = 0L; start < examples.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = examples.Range(start, Math.Min(BatchSize, examples.Count - start));
            var difference = reconstruct(batch).reshape(batch.Images.shape) - batch.Images;
            // Seven million squares are summed: in single precision the last digits of the mean would go.
            sum += difference.to_type(ScalarType.Float64).square().sum().ToDouble();
        }

        return sum / examples.Images.NumberOfElements;
    }
}
