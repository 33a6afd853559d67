using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A baseline for <see cref="Avae"/> with a discriminator of codes, D(z): the third step moves the aggregate q(z) of all images toward the prior
/// instead of each q(z|x).
/// </summary>
[Model, AdversarialElbo(Likelihood.Bernoulli, AdversarialRate = 0.1)]
public partial class AggregatedAvae : INoisyVariationalAutoencoder, ICodeDiscriminator
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

    /// <summary>D(z): the log-odds that a code is from the prior.</summary>
    [ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(nameof(Latent))] Tensor code);
}
