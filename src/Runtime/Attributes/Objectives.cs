using ModelDsl.Likelihoods;
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
    /// <summary>Makes the objective; null where such models can be checked and not trained.</summary>
    public virtual IObjective? Create() => null;
}

/// <summary>Trains an <see cref="IAutoencoder"/> to give back its input.</summary>
/// <param name="loss">How the output is held against the input.</param>
[Trains(typeof(IAutoencoder))]
public sealed class ReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>How the output is held against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>The standard deviation of normal noise that is added to the input alone: a denoising autoencoder. Default: 0.</summary>
    public double InputNoise { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new ReconstructionObjective(Loss) { InputNoise = InputNoise };
}

/// <summary>An objective with a likelihood: sums over pixels and latent dimensions, and the mean over the batch.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
public abstract class LikelihoodObjectiveAttribute(Likelihood likelihood) : ObjectiveAttribute
{
    /// <summary>The distribution of pixels.</summary>
    public Likelihood Likelihood { get; } = likelihood;

    /// <summary>The variance of a Gaussian likelihood. Default: ½, with which its exponent is the summed squared error.</summary>
    public double Variance { get; set; } = 0.5;

    /// <summary>The distribution, with its variance.</summary>
    protected PixelLikelihood Pixels => PixelLikelihood.Of(Likelihood, Variance);
}

/// <summary>The evidence lower bound, E[log p(x|z)] − KL(q(z|x) ‖ p(z)); Kingma and Welling 2014.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IVariationalAutoencoder), typeof(INoisyVariationalAutoencoder), typeof(IConditionalVariationalAutoencoder))]
public sealed class ElboAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>The divergence's factor β; Higgins et al. 2017. Default: 1.</summary>
    public double Beta { get; set; } = 1;

    /// <summary>The epochs in which the divergence's factor rises in a straight line from 0. Default: 0, no warm-up.</summary>
    public double WarmUp { get; set; }

    /// <summary>The standard deviation of normal noise that is added to the inference net's input alone. Default: 0.</summary>
    public double InputNoise { get; set; }

    /// <summary>
    /// Whether the reconstruction is a mean over pixels while the divergence is a sum: a common slip, and no bound. Default: false.
    /// </summary>
    public bool MeanOverPixels { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() =>
        new ElboObjective(Pixels) { Beta = Beta, WarmUp = WarmUp, InputNoise = InputNoise, MeanOverPixels = MeanOverPixels };
}

/// <summary>The bound with several draws, E[log (1/K) Σ p(x, z) / q(z|x)]; Burda, Grosse and Salakhutdinov 2016.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
/// <param name="samples">The draws K, at least 1.</param>
[Trains(typeof(IVariationalAutoencoder))]
public sealed class ImportanceWeightedAttribute(Likelihood likelihood, int samples) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>The draws K.</summary>
    public int Samples { get; } = samples;

    /// <inheritdoc/>
    public override IObjective Create() => new ImportanceWeightedObjective(Pixels, Samples);
}

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

    /// <summary>The learning rate of the step against the discriminator, as a share of the training's. Default: 1.</summary>
    public double AdversarialRate { get; set; } = 1;

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialElboObjective(Pixels, AdversarialRate) { Saturating = Saturating };
}

/// <summary>E[log p(x|z) − T(x, z)] with a discriminator T in place of the divergence; Mescheder et al. 2017.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IImplicitAutoencoder))]
[Trains(typeof(IJointDiscriminator))]
public sealed class AdversarialVariationalBayesAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>The draws that estimate mean and variance for the adaptive contrast, at least 2. Default: 0, without it.</summary>
    public int ContrastSamples { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialVariationalBayesObjective(Pixels) { ContrastSamples = ContrastSamples };
}

/// <summary>A reconstruction error, and a discriminator that tells draws of the prior from codes; Makhzani et al. 2016.</summary>
/// <param name="loss">How the output is held against the input.</param>
[Trains(typeof(IAutoencoder))]
[Trains(typeof(ICodeDiscriminator))]
public sealed class AdversarialReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>How the output is held against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>Whether the encoder lowers log(1 − D), which saturates, and not −log D. Default: false.</summary>
    public bool Saturating { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialReconstructionObjective(Loss) { Saturating = Saturating };
}

/// <summary>The summed squared error, and the maximum mean discrepancy of codes from the prior; Tolstikhin et al. 2018.</summary>
[Trains(typeof(IAutoencoder))]
public sealed class WassersteinAttribute : ObjectiveAttribute
{
    /// <summary>The discrepancy's factor λ. Default: 10.</summary>
    public double Weight { get; set; } = 10;

    /// <inheritdoc/>
    public override IObjective Create() => new WassersteinObjective(Weight);
}

/// <summary>
/// A mean squared error and a discriminator of images. <c>Decode</c> gives pixels in [−1, 1], as a tanh does, and the stages
/// that take images are given such pixels.
/// </summary>
[Trains(typeof(IAutoencoder), typeof(IVariationalAutoencoder))]
[Trains(typeof(IImageDiscriminator))]
public sealed class VaeGanAttribute : ObjectiveAttribute
{
    /// <summary>The factor of the generator's loss against the discriminator. Default: 1.</summary>
    public double Weight { get; set; } = 1;

    /// <inheritdoc/>
    public override IObjective Create() => new VaeGanObjective(Weight);
}
