using System.Globalization;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// −ln p(x) by importance sampling from a normal distribution that is fitted to codes of each image, which makes all families comparable. For
/// inference nets that take noise, also the bound with many draws of the noise.
/// </summary>
/// <param name="images">The number of test images.</param>
/// <param name="encoderDraws">The number of codes per image to which the proposal is fitted.</param>
/// <param name="draws">The number of draws K per image.</param>
/// <param name="widening">The factor of the proposal's standard deviations.</param>
/// <param name="leastVariance">The least variance of the proposal before it is widened.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
internal sealed class ImportanceSamplingEvaluator(
    long images = 1000, int encoderDraws = 256, int draws = 500, double widening = 1.2, double leastVariance = 0.01, ulong seed = 1) : IEvaluator
{
    // With fewer, estimates were several nats above those of annealed importance sampling.
    private const int LeastEffectiveDraws = 10;
    private const long BatchSize = 100;

    private static readonly Metric s_effectiveDraws = new(
        "EffectiveSampleSize", "effective draws", Better.Neither, 1, "(Σ w)² / Σ w² of an image's weights, mean over images.");

    private static readonly LikelihoodMetrics s_standardError = new(
        "ImportanceSamplingStandardError", "standard error", Better.Neither, "Of the mean over images.");

    private readonly LikelihoodMetrics _negativeEvidence = new(
        "ImportanceSampling", "−ln p(x), importance sampling", Better.Lower,
        $"The first {images} test images, {draws} draws each. An upper bound of −ln p(x) on average; too high if the effective draws are few, "
            + $"and not ranked if they are fewer than {LeastEffectiveDraws}.",
        new Reliance(s_effectiveDraws, LeastEffectiveDraws));

    private readonly LikelihoodMetrics _mixtureBound = new(
        "MixtureBound", "negative bound of many noise draws", Better.Lower,
        $"The first {images} test images, {draws} draws each: −ln of the mean of p(x, z) over the mean of q(z|x, ε).");

    public string Name => "ImportanceSampling";

    public string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"images {images}, encoder draws {encoderDraws}, draws {draws}, widening {widening}, least variance {leastVariance}, seed {seed}");

    public IReadOnlyList<Metric> Metrics => [.. _negativeEvidence.All, .. s_standardError.All, s_effectiveDraws, .. _mixtureBound.All];

    public bool Measures(ImageModel model) => model.Likelihood is not null;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        using var netNoise = evaluation.Noise(seed);
        using var codeNoise = evaluation.Noise(seed + 1);
        using var mixtureNoise = evaluation.Noise(seed + 2);
        var found = evaluation.Estimate(images, BatchSize, latent =>
        {
            var proposal = ImportanceSampling.Fit(latent.Codes(encoderDraws, netNoise), widening, leastVariance);
            var estimate = ImportanceSampling.LogEvidence(latent.LogLikelihood, proposal, draws, codeNoise);
            if (model.Module is not INoisyVariationalAutoencoder)
                return [-estimate.LogEvidence, estimate.EffectiveSampleSize];
            var mixture = MixtureSampling.LogEvidence(latent.LogLikelihood, latent.Posteriors(draws, mixtureNoise), mixtureNoise);
            return [-estimate.LogEvidence, estimate.EffectiveSampleSize, -mixture.LogEvidence];
        });

        evaluation.Add(_negativeEvidence.Of(model.Likelihood!), s_standardError.Of(model.Likelihood!), found[0]);
        evaluation.Add(s_effectiveDraws, found[1].Values());
        if (found is [_, _, var mixtureBound])
            evaluation.Add(_mixtureBound.Of(model.Likelihood!), mixtureBound.Values());
    }
}
