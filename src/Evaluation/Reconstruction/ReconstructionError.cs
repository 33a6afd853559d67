using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The squared error of reconstructions: the mean over pixels of (x − x̂)².</summary>
internal static class ReconstructionError
{
    // The ratio of an exact reconstruction is infinite, so it is limited.
    private const double LargestRatio = 100;

    /// <summary>The note of metrics that are means of <see cref="Ratio"/>.</summary>
    public const string RatioNote = "In dB; the mean over images of −10 log₁₀ MSE.";

    /// <summary>The peak signal-to-noise ratio of an image with a squared error, in decibels, at most 100.</summary>
    public static float Ratio(float error) => (float)Math.Min(LargestRatio, -10 * Math.Log10(error));

    /// <summary>Measures the error of each image.</summary>
    /// <param name="reconstruct">Maps a batch of inputs to a tensor with as many elements.</param>
    /// <param name="inputs">The inputs, <c>[count, …]</c>, with labels if the map takes them.</param>
    /// <param name="targets">The intact images, in the same order.</param>
    /// <param name="cancellation">Cancels between batches.</param>
    public static float[] PerImage(Func<Examples, Tensor> reconstruct, Examples inputs, Examples targets, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return [.. inputs.Batches(cancellation).Zip(targets.Batches(cancellation), Errors).SelectMany(errors => errors)];

        float[] Errors(Examples batch, Examples target)
        {
            using var batchScope = NewDisposeScope();
            var difference = reconstruct(batch).reshape(target.Images.shape) - target.Images;
            return difference.square().flatten(1).mean([1L]).Values();
        }
    }
}
