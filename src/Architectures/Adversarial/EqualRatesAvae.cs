using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A baseline for <see cref="Avae"/> with the same learning rate in all three steps. Adam makes the third step as long as the first, regardless of
/// the size of its gradient. Because D also receives the image, the step moves each q(z|x) to the prior.
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

    /// <summary>D(x, z): the log-odds that a code is from the prior.</summary>
    [Concat, ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(nameof(Latent))] Tensor code);
}
