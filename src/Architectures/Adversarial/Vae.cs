using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The variational autoencoder of "Variational autoencoder based on an adversarial strategy" (2022), on which its other models are based: flattened
/// images, three hidden layers of 256, 64 and 32 units, a standard normal prior and Bernoulli pixels.
/// </summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class Vae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes flattened images to q(z|x).</summary>
    [ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to the pixels' log-odds.</summary>
    [ThreeHiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
