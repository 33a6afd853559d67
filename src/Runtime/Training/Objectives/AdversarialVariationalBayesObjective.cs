using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// Adversarial variational Bayes; Mescheder, Nowozin and Geiger 2017. The inference net z = f(x, ε) has no density: T(x, z)
/// learns to tell (x, z ~ q), positive, from (x, z ~ p), negative, and its optimum is ln q(z|x) − ln p(z). Each batch makes
/// two steps with two optimizers: decoder and inference net raise E[ln p(x|z) − T(x, z)], then T learns with the same codes.
/// T's own parameters are held in the first step: at the optimum their expected gradient is 0.
/// </summary>
/// <param name="likelihood">p(x|z).</param>
public sealed class AdversarialVariationalBayesObjective(PixelLikelihood likelihood) : IObjective
{
    // Keeps the deviation off 0 where draws agree, as the authors do.
    private const double LeastVariance = 1e-4;

    private readonly ParameterGroup _bound = ParameterGroup.AllBut("bound", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IJointDiscriminator.Discriminate));

    /// <summary>
    /// The authors' adaptive contrast: the draws from which mean and variance of q(z|x) are estimated, at least 2. T then tells
    /// standardized codes from N(0, I), and a normal density stands for the rest of q. 0 switches it off.
    /// </summary>
    public int ContrastSamples { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_bound, _discriminator];

    /// <inheritdoc/>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (model, images) = (step.Model, step.Examples.Images);

        var terms = Terms(model, step.Examples);
        Log(step, terms);
        step.Minimize(_bound, (terms.Reconstruction + terms.KlDivergence).mean());

        var (positive, negative) = Judgments(model, images, terms.Judged.detach());
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));
    }

    /// <summary>The negative of the bound's estimate. It depends on how well T is trained, and may be too good.</summary>
    /// <inheritdoc/>
    public Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var terms = Terms(model, examples);
        return (terms.Reconstruction + terms.KlDivergence).mean();
    }

    /// <inheritdoc/>
    public PixelLikelihood Likelihood => likelihood;

    /// <summary>T's log-odds of codes that are the inference net's, positive, and of as many of the prior.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images, in the model's input shape.</param>
    /// <param name="judged">The codes in the units in which T sees them, as <see cref="Terms"/> gives them.</param>
    internal static (Tensor Positive, Tensor Negative) Judgments(nn.Module model, Tensor images, Tensor judged) =>
        (Families.Discriminate(model, images, judged), Families.Discriminate(model, images, randn_like(judged)));

    /// <summary>The parts of the bound's estimate, for one code of each image.</summary>
    /// <returns>The codes in the units in which T sees them; −ln p(x|z), <c>[batch]</c>; and T's estimate of KL(q ‖ p), <c>[batch]</c>.</returns>
    internal (Tensor Judged, Tensor Reconstruction, Tensor KlDivergence) Terms(nn.Module model, Examples examples)
    {
        if (model is not IImplicitAutoencoder autoencoder)
            throw Families.NotOfFamily(model, nameof(IImplicitAutoencoder));
        var images = examples.Images;
        var code = autoencoder.Encode(images, Families.Noise(images, autoencoder.Noise));
        var reconstruction = -likelihood.LogDensity(autoencoder.Decode(code), images);
        if (ContrastSamples == 0)
            return (code, reconstruction, Families.Discriminate(model, images, code).squeeze(1));

        // KL(q ‖ p) = E[T(x, z̃) + ln r(z|x) − ln p(z)], with r normal and z̃ the code in r's units.
        var contrast = Contrast(autoencoder, images);
        var standardized = (code - contrast.Mean) / (contrast.LogVariance * 0.5).exp();
        var prior = new Gaussian(zeros_like(code), zeros_like(code));
        var divergence = Families.Discriminate(model, images, standardized).squeeze(1) + contrast.LogDensity(code) - prior.LogDensity(code);
        return (standardized, reconstruction, divergence);
    }

    /// <summary>The normal distribution with the codes' mean and variance, through which no gradient flows.</summary>
    private Gaussian Contrast(IImplicitAutoencoder model, Tensor images)
    {
        using var grad = no_grad();
        var draws = stack(Enumerable.Range(0, ContrastSamples).Select(_ => model.Encode(images, Families.Noise(images, model.Noise))).ToArray());
        return new Gaussian(draws.mean([0L]), (draws.var(0) + LeastVariance).log());
    }

    private static void Log(ITrainingStep step, (Tensor Judged, Tensor Reconstruction, Tensor KlDivergence) terms)
    {
        using var grad = no_grad();
        var (reconstruction, divergence) = (terms.Reconstruction.mean(), terms.KlDivergence.mean());
        step.Log(TrainingMetrics.Reconstruction, reconstruction);
        step.Log(TrainingMetrics.KlDivergenceEstimate, divergence);
        step.Log(TrainingMetrics.BoundEstimate, -reconstruction - divergence);
    }
}
