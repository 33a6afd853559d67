using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// A variational autoencoder with two latent dimensions, for scatter plots and grids of decoded points. The loss is the squared error, summed over
/// pixels, plus the KL divergence: normal pixels with variance ½.
/// </summary>
[Model, Elbo(Likelihood.Gaussian)]
public partial class PlaneVae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(2)] public partial int Latent { get; }

    /// <summary>Encodes flattened images to q(z|x).</summary>
    [ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to pixels in (0, 1), the means.</summary>
    [ThreeHiddenLayersBack, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
