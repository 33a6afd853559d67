using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The squared error of reconstructions: the mean over pixels of (x − x̂)².</summary>
public static class ReconstructionError
{
    private const long BatchSize = 1000;

    /// <summary>Measures any map from images to reconstructions.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="examples">The images, <c>[count, …]</c>, and labels where the map takes them.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The error of each image, a mean over its pixels.</returns>
    public static float[] PerImage(Func<Examples, Tensor> reconstruct, Examples examples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reconstruct);
        return PerImage(reconstruct, examples, examples, cancellation);
    }

    /// <summary>Measures any map from damaged images to the intact ones.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="inputs">What the map sees, <c>[count, …]</c>, and labels where it takes them.</param>
    /// <param name="targets">What the output is held against, in the same order.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>The error of each image, a mean over its pixels.</returns>
    public static float[] PerImage(Func<Examples, Tensor> reconstruct, Examples inputs, Examples targets, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reconstruct);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        using var grad = no_grad();
        var errors = new float[targets.Count];
        for (var start = 0L; start < targets.Count; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(BatchSize, targets.Count - start);
            var images = targets.Range(start, count).Images;
            var difference = reconstruct(inputs.Range(start, count)).reshape(images.shape) - images;
            var perImage = difference.square().flatten(1).mean([1L]).to_type(ScalarType.Float32).cpu();
            perImage.data<float>().CopyTo(errors, (int)start);
        }

        return errors;
    }
}
