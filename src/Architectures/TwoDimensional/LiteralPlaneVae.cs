using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// As <see cref="PlaneVae"/>, with "mean squared error plus divergence" taken literally: a mean over pixels and a sum over latent dimensions. The KL
/// divergence then has 784 times the weight, which shows its effect on the code.
/// </summary>
[Model, Elbo(Likelihood.Gaussian, MeanOverPixels = true)]
public partial class LiteralPlaneVae : IVariationalAutoencoder
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
