using ModelDsl.Data;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>How well test images are reconstructed, and the first few to look at.</summary>
/// <param name="Error">The mean over images and pixels of (x − x̂)².</param>
/// <param name="Originals">The first test images.</param>
/// <param name="Pictures">Their reconstructions.</param>
public sealed record Reconstructions(double Error, ImageStrip Originals, ImageStrip Pictures)
{
    private const long PictureCount = 16;

    /// <summary>Measures a model, without its training behaviour.</summary>
    /// <param name="model">A model of a family that reconstructs.</param>
    /// <param name="objective">What it was trained for.</param>
    /// <param name="examples">The test images, <c>[count, channels, rows, columns]</c>, in [0, 1], and their labels where the model takes them.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static Reconstructions Of(nn.Module model, IObjective objective, Examples examples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var images = new ImageModel(model, objective);
        model.eval();
        return Of(Reconstruct, examples, cancellation);

        Tensor Reconstruct(Examples batch)
        {
            using var input = ModelInput.Of((IModel)model, batch.Images);
            return images.Reconstruct(batch with { Images = input });
        }
    }

    /// <summary>Measures any map from images to reconstructions.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="examples">The test images, <c>[count, channels, rows, columns]</c>, in [0, 1], and labels where the map takes them.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static Reconstructions Of(Func<Examples, Tensor> reconstruct, Examples examples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reconstruct);
        ArgumentNullException.ThrowIfNull(examples);
        var error = ReconstructionError.Measure(reconstruct, examples, cancellation);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var first = examples.Range(0, Math.Min(PictureCount, examples.Count));
        return new Reconstructions(error, ImageStrip.Of(first.Images), ImageStrip.Of(reconstruct(first).reshape(first.Images.shape)));
    }
}
