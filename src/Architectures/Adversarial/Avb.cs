using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// Adversarial variational Bayes (Mescheder, Nowozin and Geiger 2017) with the nets of "Variational autoencoder based on an adversarial strategy"
/// (2022): the inference net produces codes without a density, which a discriminator T(x, z) replaces.
/// </summary>
[Model, AdversarialVariationalBayes(Likelihood.Bernoulli)]
public partial class Avb : IImplicitAutoencoder, IJointDiscriminator
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>The length of the noise.</summary>
    [Size(10)] public partial int Noise { get; }

    /// <summary>Draws codes for flattened images: z = f(x, ε).</summary>
    [Concat, ThreeHiddenLayers, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    /// <summary>Decodes to the pixels' log-odds.</summary>
    [ThreeHiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);

    /// <summary>T(x, z): the log-odds that a code is from the inference net.</summary>
    [Concat, ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(nameof(Latent))] Tensor code);
}
