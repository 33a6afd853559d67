using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The variational counterpart of <see cref="PooledAutoencoder"/>: 50 hidden units with two heads of 50 for mean and log-variance, and a
/// decoder to 100 features, whose sigmoid the likelihood applies.
/// </summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class PooledVae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(50)] public partial int Latent { get; }

    /// <summary>Encodes vectors of features to q(z|x).</summary>
    [Linear(50), ReLU, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(100)] Tensor image);

    /// <summary>Decodes to log-odds.</summary>
    [Linear(100)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
