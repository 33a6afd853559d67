using ModelDsl.Data;
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
    /// <param name="model">A model that is an <see cref="IAutoencoder"/>.</param>
    /// <param name="images">The test images, <c>[count, channels, rows, columns]</c>, in [0, 1].</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static Reconstructions Of(nn.Module model, Tensor images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        var autoencoder = (IAutoencoder)model;
        model.eval();
        return Of(Reconstruct, images, cancellation);

        Tensor Reconstruct(Tensor batch)
        {
            using var input = ModelInput.Of(autoencoder, batch);
            return autoencoder.Reconstruct(input);
        }
    }

    /// <summary>Measures any map from images to reconstructions.</summary>
    /// <param name="reconstruct">Maps a batch to a tensor of the same number of elements.</param>
    /// <param name="images">The test images, <c>[count, channels, rows, columns]</c>, in [0, 1].</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static Reconstructions Of(Func<Tensor, Tensor> reconstruct, Tensor images, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reconstruct);
        var error = ReconstructionError.Measure(reconstruct, images, cancellation);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var originals = images.narrow(0, 0, Math.Min(PictureCount, images.shape[0]));
        return new Reconstructions(error, ImageStrip.Of(originals), ImageStrip.Of(reconstruct(originals).reshape(originals.shape)));
    }
}
