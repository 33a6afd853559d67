using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>As <see cref="ConvVae"/>, with normal pixels of variance ½: the loss is the summed squared error plus the KL divergence.</summary>
[Model, Elbo(Likelihood.Gaussian)]
public partial class ConvGaussianVae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes images to q(z|x).</summary>
    [StridedConvolutions, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes to the pixels' means.</summary>
    [StridedTransposedConvolutions]
    [return: Shape(1, 28, 28)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
