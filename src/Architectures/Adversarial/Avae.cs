using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The AVAE of "Variational autoencoder based on an adversarial strategy" (2022): VAE+ε, whose inference net also minimizes the generator loss
/// of a discriminator D(x, z) that distinguishes its codes from those of the prior. Equations 11, 13 and 14. The paper does not state learning rates.
/// Here the rate of the third step is a tenth of the others', because at the same rate it undoes their progress (<see cref="EqualRatesAvae"/>).
/// </summary>
[Model, AdversarialElbo(Likelihood.Bernoulli, AdversarialRate = 0.1)]
public partial class Avae : INoisyVariationalAutoencoder, IJointDiscriminator
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>The length of the noise.</summary>
    [Size(10)] public partial int Noise { get; }

    /// <summary>Encodes flattened images with noise to q(z|x, ε).</summary>
    [Concat, ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    /// <summary>Decodes to the pixels' log-odds.</summary>
    [ThreeHiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);

    /// <summary>D(x, z): the log-odds that a code is from the prior.</summary>
    [Concat, ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(nameof(Latent))] Tensor code);
}
