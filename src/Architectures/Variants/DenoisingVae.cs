using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A variational autoencoder whose inference net receives noisy images and whose likelihood is that of the clean ones; Im et al. 2017.
/// </summary>
[Model, Elbo(Likelihood.Bernoulli, InputNoise = 0.5)]
public partial class DenoisingVae : IVariationalAutoencoder
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
