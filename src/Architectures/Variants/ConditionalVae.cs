using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A variational autoencoder of images with labels of ten classes. It receives the class, so its code need not contain it; Sohn, Lee and Yan 2015.
/// </summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class ConditionalVae : IConditionalVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes flattened images with their labels to q(z|x, y).</summary>
    [Concat, ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(10)] Tensor label);

    /// <summary>Decodes to the pixels' log-odds: p(x|z, y).</summary>
    [Concat, ThreeHiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code, [Shape(10)] Tensor label);
}
