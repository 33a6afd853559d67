using System.Globalization;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// −ln p(x) by importance sampling from a normal distribution that is fitted to codes of each image: one yardstick for all families. Of inference
/// nets that take noise also the bound of many draws of it.
/// </summary>
/// <param name="images">How many of the first test images.</param>
/// <param name="encoderDraws">The codes to which an image's proposal is fitted.</param>
/// <param name="draws">The draws K of an image.</param>
/// <param name="widening">The factor of the proposal's deviations.</param>
/// <param name="leastVariance">The least variance of the proposal, before it is widened.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
public sealed class ImportanceSamplingEvaluator(
    long images = 1000, int encoderDraws = 256, int draws = 500, double widening = 1.2, double leastVariance = 0.01, ulong seed = 1) : IEvaluator
{
    // With fewer, annealed importance sampling showed estimates to be nats too high.
    private const int LeastEffectiveDraws = 10;
    private const long BatchSize = 100;

    private static readonly Metric s_effectiveDraws = new(
        "EffectiveSampleSize", "effective draws", Better.Neither, 1, "(Σ w)² / Σ w² of an image's weights, mean over images.");

    /// <summary>The negative log evidence.</summary>
    public LikelihoodMetrics NegativeEvidence { get; } = new(
        "ImportanceSampling", "−ln p(x), importance sampling", Better.Lower,
        $"The first {images} test images, {draws} draws each. On average not below −ln p(x); too high where the effective draws are few, "
            + $"and not ranked where they are fewer than {LeastEffectiveDraws}.",
        new Reliance(s_effectiveDraws, LeastEffectiveDraws));

    /// <summary>Its standard error.</summary>
    public LikelihoodMetrics StandardError { get; } = new(
        "ImportanceSamplingStandardError", "standard error", Better.Neither,
        "Over images: how far as many other images would move the mean.");

    /// <summary>How many equal draws would be worth as much.</summary>
    public Metric EffectiveSampleSize => s_effectiveDraws;

    /// <summary>The bound of many draws of an inference net's noise.</summary>
    public LikelihoodMetrics MixtureBound { get; } = new(
        "MixtureBound", "negative bound of many noise draws", Better.Lower,
        $"The first {images} test images, {draws} draws each: −ln of the mean of p(x, z) over the mean of q(z|x, ε).");

    /// <inheritdoc/>
    public string Name => "ImportanceSampling";

    /// <inheritdoc/>
    public string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"images {images}, encoder draws {encoderDraws}, draws {draws}, widening {widening}, least variance {leastVariance}, seed {seed}");

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [.. NegativeEvidence.All, .. StandardError.All, EffectiveSampleSize, .. MixtureBound.All];

    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Likelihood is not null;
    }

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        using var netNoise = evaluation.Noise(seed);
        using var codeNoise = evaluation.Noise(seed + 1);
        using var mixtureNoise = evaluation.Noise(seed + 2);
        var (evidence, effective, mixture) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        foreach (var batch in evaluation.Batches(images, BatchSize))
        {
            using var batchScope = NewDisposeScope();
            var latent = new LatentModel(model, batch);
            var proposal = ImportanceSampling.Fit(latent.Codes(encoderDraws, netNoise), widening, leastVariance);
            var estimate = ImportanceSampling.LogEvidence(latent.LogLikelihood, proposal, draws, codeNoise);
            evidence.Add((-estimate.LogEvidence).MoveToOuterDisposeScope());
            effective.Add(estimate.EffectiveSampleSize.MoveToOuterDisposeScope());
            if (model.Module is INoisyVariationalAutoencoder)
            {
                var bound = MixtureSampling.LogEvidence(latent.LogLikelihood, latent.Posteriors(draws, mixtureNoise), mixtureNoise);
                mixture.Add((-bound.LogEvidence).MoveToOuterDisposeScope());
            }
        }

        evaluation.Add(NegativeEvidence.Of(model.Likelihood!), StandardError.Of(model.Likelihood!), evidence.Join());
        evaluation.Add(EffectiveSampleSize, effective.Join().Values());
        if (mixture.Count > 0)
            evaluation.Add(MixtureBound.Of(model.Likelihood!), mixture.Join().Values());
    }
}
