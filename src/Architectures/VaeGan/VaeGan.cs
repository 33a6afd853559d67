using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// An autoencoder whose decoder is also the generator of a generative adversarial network, after Larsen et al. 2016. The generator is the
/// common one for images of 28 × 28: from a grid of 7 × 7 with strides 1, 2 and 2. Train it with LearningRate 0.0002 and Beta1 0.5.
/// </summary>
[Model, VaeGan]
public partial class VaeGan : IAutoencoder, IImageDiscriminator
{
    /// <summary>The length of the code.</summary>
    [Size(32)] public partial int Latent { get; }

    /// <summary>Encodes images with pixels in [−1, 1].</summary>
    [HalvingConvolution(64), HalvingConvolution(128), Flatten, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes to pixels in (−1, 1).</summary>
    [Linear(7 * 7 * 256, Bias = false), BatchNorm1d, LeakyReLU(NegativeSlope = 0.3), Unflatten(256, 7, 7)]
    [ConvTranspose2d(128, 5, Padding = 2), BatchNorm2d, LeakyReLU(NegativeSlope = 0.3)]
    [ConvTranspose2d(64, 5, Stride = 2, Padding = 2, OutputPadding = 1), BatchNorm2d, LeakyReLU(NegativeSlope = 0.3)]
    [ConvTranspose2d(1, 5, Stride = 2, Padding = 2, OutputPadding = 1), Tanh]
    [return: Shape(1, 28, 28)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);

    /// <summary>The log-odds that an image is from the data.</summary>
    [HalvingConvolution(64), HalvingConvolution(128), Flatten, Linear(1)]
    public partial Tensor Discriminate([Shape(1, 28, 28)] Tensor image);
}
