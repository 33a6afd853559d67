using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The baseline beside <see cref="Avae"/>: all three steps at the same learning rate. Adam makes the third as long as the first, however small its
/// gradient is, and as D sees the image, the step moves each q(z|x) to the prior.
/// </summary>
[Model, AdversarialElbo(Likelihood.Bernoulli)]
public partial class EqualRatesAvae : INoisyVariationalAutoencoder, IJointDiscriminator
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

    /// <summary>D(x, z): the log-odds that a code is the prior's.</summary>
    [Concat, ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(nameof(Latent))] Tensor code);
}
