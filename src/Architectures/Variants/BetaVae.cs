using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>The β-VAE, whose larger weight of the KL divergence favors independent codes over reconstruction; Higgins et al. 2017.</summary>
[Model, Elbo(Likelihood.Bernoulli, Beta = 4)]
public partial class BetaVae : IVariationalAutoencoder
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
