using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The convolutional variational autoencoder (Kingma and Welling 2014) with the layers of
/// <see cref="ConvAutoencoder"/>, two heads for mean and log-variance, and Bernoulli pixels.
/// </summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class ConvVae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes images to q(z|x).</summary>
    [StridedConvolutions, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes to the pixels' log-odds.</summary>
    [StridedTransposedConvolutions]
    [return: Shape(1, 28, 28)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
