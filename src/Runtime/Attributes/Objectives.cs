using ModelDsl.Training;

namespace ModelDsl;

/// <summary>
/// How a reconstruction is held against its original. No likelihood, so a mean over pixels too, as autoencoders are
/// commonly trained; objectives with a likelihood sum over pixels instead.
/// </summary>
public enum Loss
{
    /// <summary>The mean of (x − x̂)² over images and pixels.</summary>
    MeanSquaredError,

    /// <summary>The mean of −x log x̂ − (1 − x) log(1 − x̂) over images and pixels; x̂ in (0, 1).</summary>
    BinaryCrossEntropy,
}

/// <summary>The distribution of an image's pixels, given its code. <c>Decode</c> gives its natural parameters.</summary>
public enum Likelihood
{
    /// <summary>Each pixel is 1 with probability 1 / (1 + exp(−d)), where d is what Decode gives.</summary>
    [Link("Sigmoid")]
    Bernoulli,

    /// <summary>The density on [0, 1] of Loaiza-Ganem and Cunningham 2019, with the same natural parameter.</summary>
    [Link("Sigmoid")]
    ContinuousBernoulli,

    /// <summary>Normal around what Decode gives, with a given variance.</summary>
    Gaussian,
}

/// <summary>Names what a model is trained for. The runtime owns the meaning of each.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute
{
    /// <summary>Makes the objective; null where this version can check such models and not train them.</summary>
    public virtual IObjective? Create() => null;
}

/// <summary>Trains an <see cref="IAutoencoder"/> to give back its input.</summary>
/// <param name="loss">How the output is held against the input.</param>
[Trains(typeof(IAutoencoder))]
public sealed class ReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>How the output is held against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <inheritdoc/>
    public override IObjective Create() => new ReconstructionObjective(Loss);
}

/// <summary>An objective with a likelihood: sums over pixels and latent dimensions, and the mean over the batch.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
public abstract class LikelihoodObjectiveAttribute(Likelihood likelihood) : ObjectiveAttribute
{
    /// <summary>The distribution of pixels.</summary>
    public Likelihood Likelihood { get; } = likelihood;

    /// <summary>The variance of a Gaussian likelihood. Default: ½, with which its exponent is the summed squared error.</summary>
    public double Variance { get; set; } = 0.5;
}

/// <summary>The evidence lower bound, E[log p(x|z)] − KL(q(z|x) ‖ p(z)); Kingma and Welling 2014.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IVariationalAutoencoder), typeof(INoisyVariationalAutoencoder), typeof(IConditionalVariationalAutoencoder))]
public sealed class ElboAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood);

/// <summary>
/// The evidence lower bound, and a step against a discriminator that tells pairs of image and code with the code from the
/// prior from those of the inference net.
/// </summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(INoisyVariationalAutoencoder), typeof(IVariationalAutoencoder))]
[Trains(typeof(IJointDiscriminator), typeof(ICodeDiscriminator))]
public sealed class AdversarialElboAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>Whether the inference net lowers log(1 − D), which saturates, and not −log D. Default: true.</summary>
    public bool Saturating { get; set; } = true;
}

/// <summary>E[log p(x|z) − T(x, z)] with a discriminator T in place of the divergence; Mescheder et al. 2017.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IImplicitAutoencoder))]
[Trains(typeof(IJointDiscriminator))]
public sealed class AdversarialVariationalBayesAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood);

/// <summary>A reconstruction error and a discriminator of images.</summary>
/// <param name="loss">How the output is held against the input.</param>
[Trains(typeof(IAutoencoder), typeof(IVariationalAutoencoder))]
[Trains(typeof(IImageDiscriminator))]
public sealed class VaeGanAttribute(Loss loss = Loss.MeanSquaredError) : ObjectiveAttribute
{
    /// <summary>How the output is held against the input.</summary>
    public Loss Loss { get; } = loss;
}
