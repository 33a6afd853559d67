using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The squared error of reconstructions: the mean over pixels of (x − x̂)².</summary>
internal static class ReconstructionError
{
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
