using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// VAE+ε: as <see cref="Vae"/>, but the inference net also takes a vector of standard normal noise. The marginal q(z|x) over the noise is not a
/// normal distribution. Equations 7 to 11 of "Variational autoencoder based on an adversarial strategy" (2022).
/// </summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class NoisyVae : INoisyVariationalAutoencoder
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
}
