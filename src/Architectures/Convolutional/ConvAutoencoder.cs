using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A convolutional autoencoder: two stride-2 convolutions down to a 7×7 grid, a linear code, and a mirrored decoder.
/// </summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class ConvAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes images of handwriting or clothes.</summary>
    [Conv2d(32, 3, Stride = 2, Padding = 1), ReLU]
    [Conv2d(64, 3, Stride = 2, Padding = 1), ReLU]
    [Flatten, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes to pixels in (0, 1).</summary>
    [Linear(64 * 7 * 7), ReLU, Unflatten(64, 7, 7)]
    [ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]
    [ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1), Sigmoid]
    [return: Shape(1, 28, 28)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
