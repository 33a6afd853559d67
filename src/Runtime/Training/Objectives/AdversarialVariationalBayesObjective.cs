using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// Adversarial variational Bayes; Mescheder, Nowozin and Geiger 2017. The inference net z = f(x, ε) has no density: T(x, z)
/// learns to distinguish (x, z ~ q), positive, from (x, z ~ p), negative. Its optimum is ln q(z|x) − ln p(z). Each batch makes
/// two steps with two optimizers: decoder and inference net maximize E[ln p(x|z) − T(x, z)], then T learns with the same
/// codes. The first step does not train T: at the optimum, the expected gradient of its parameters is 0.
/// </summary>
/// <param name="likelihood">p(x|z).</param>
public sealed class AdversarialVariationalBayesObjective(PixelLikelihood likelihood) : IObjective
{
    // Keeps the deviation above 0 if all draws are equal, as in the authors' code.
    private const double MinVariance = 1e-4;

    private readonly ParameterGroup _bound = ParameterGroup.AllBut("bound", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IJointDiscriminator.Discriminate));

    /// <summary>
    /// The number of draws, at least 2, that estimate mean and variance of q(z|x) for the authors' adaptive contrast. T then
    /// distinguishes standardized codes from N(0, I), and a normal density accounts for the rest of q. 0 disables it.
    /// </summary>
    public int ContrastSamples
    {
        get;
        init => field = value is 0 or >= 2 ? value : throw Setting.OutOfRange(nameof(ContrastSamples), value, "0, or at least 2");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_bound, _discriminator];

    /// <inheritdoc/>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (model, images) = (step.Model, step.Examples.Images);

        (Tensor Codes, Tensor Reconstruction, Tensor KlDivergence) terms;
        using (new ConstantWeights(model, _discriminator))
            terms = Terms(model, step.Examples);
        Log(step, terms);
        step.Minimize(_bound, (terms.Reconstruction + terms.KlDivergence).mean());

        var (positive, negative) = LogOdds(model, images, terms.Codes.detach());
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));
    }

    /// <summary>The negative estimate of the bound. It depends on T and may be below the negative bound.</summary>
    /// <inheritdoc/>
    public Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var terms = Terms(model, examples);
        return (terms.Reconstruction + terms.KlDivergence).mean();
    }

    /// <inheritdoc/>
    public PixelLikelihood Likelihood => likelihood;

    /// <summary>T's log-odds of codes of the inference net, positive, and of the same number of draws of the prior, negative.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images, in the model's input shape.</param>
    /// <param name="codes">The codes that <see cref="Terms"/> returns.</param>
    internal static (Tensor Positive, Tensor Negative) LogOdds(nn.Module model, Tensor images, Tensor codes) =>
        (Families.Discriminate(model, images, codes), Families.Discriminate(model, images, randn_like(codes)));

    /// <summary>The terms of the estimated bound, for one code per image.</summary>
    /// <returns>The input codes of T, which are standardized with adaptive contrast; −ln p(x|z), <c>[batch]</c>; T's estimate of KL(q ‖ p), <c>[batch]</c>.</returns>
    internal (Tensor Codes, Tensor Reconstruction, Tensor KlDivergence) Terms(nn.Module model, Examples examples)
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
        var klDivergence = Families.Discriminate(model, images, standardized).squeeze(1) + contrast.LogDensity(code) - prior.LogDensity(code);
        return (standardized, reconstruction, klDivergence);
    }

    /// <summary>The normal distribution with the codes' mean and variance, without gradients.</summary>
    private Gaussian Contrast(IImplicitAutoencoder model, Tensor images)
    {
        using var grad = no_grad();
        var draws = stack(Enumerable.Range(0, ContrastSamples).Select(_ => model.Encode(images, Families.Noise(images, model.Noise))).ToArray());
        return new Gaussian(draws.mean([0L]), (draws.var(0) + MinVariance).log());
    }

    private static void Log(ITrainingStep step, (Tensor Codes, Tensor Reconstruction, Tensor KlDivergence) terms)
    {
        using var grad = no_grad();
        var (reconstruction, klDivergence) = (terms.Reconstruction.mean(), terms.KlDivergence.mean());
        step.Log(TrainingMetrics.Reconstruction, reconstruction);
        step.Log(TrainingMetrics.KlDivergenceEstimate, klDivergence);
        step.Log(TrainingMetrics.BoundEstimate, -reconstruction - klDivergence);
    }
}
