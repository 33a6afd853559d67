using System.Globalization;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// −ln p(x) by annealed importance sampling. Chains start at the prior, so they are independent of the inference net: a check of
/// <see cref="ImportanceSamplingEvaluator"/> if that has few effective draws.
/// </summary>
/// <param name="sampling">The sampler; null for the defaults.</param>
/// <param name="images">The number of test images.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
internal sealed class AnnealedImportanceSamplingEvaluator(AnnealedImportanceSampling? sampling = null, long images = 100, ulong seed = 1) : IEvaluator
{
    private const long BatchSize = 100;

    private static readonly LikelihoodMetrics s_standardError = new(
        "AnnealedImportanceSamplingStandardError", "standard error", Better.Neither, "Of the mean over images.");

    private static readonly Metric s_effectiveChains = new(
        "EffectiveChains", "effective chains", Better.Neither, 1,
        "(Σ w)² / Σ w² of an image's chains, mean over images. Near 1, the estimate is unreliable.");

    private static readonly Metric s_acceptanceRate = new("AcceptanceRate", "accepted trajectories", Better.Neither, 2);

    private readonly AnnealedImportanceSampling _sampling = sampling ?? new();

    private readonly LikelihoodMetrics _negativeEvidence = new(
        "AnnealedImportanceSampling", "−ln p(x), annealed importance sampling", Better.Lower,
        $"The first {images} test images. An upper bound of −ln p(x) on average; too high if the effective chains are few.");

    public string Name => "AnnealedImportanceSampling";

    public string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"images {images}, chains {_sampling.Chains}, pilot chains {_sampling.PilotChains}, temperatures {_sampling.Temperatures}, "
            + $"leapfrog steps {_sampling.LeapfrogSteps}, acceptance {_sampling.Acceptance}, start prior, seed {seed}");

    public IReadOnlyList<Metric> Metrics => [.. _negativeEvidence.All, .. s_standardError.All, s_effectiveChains, s_acceptanceRate];

    public bool Measures(ImageModel model) => model.Likelihood is not null;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        var likelihood = model.Likelihood!;
        // Only gradients of codes are needed.
        using var constant = new ConstantWeights(model.Module);
        using var noise = evaluation.Noise(seed);
        var found = evaluation.Estimate(images, BatchSize, latent =>
        {
            var (evidence, acceptance) = _sampling.LogEvidence(latent.LogLikelihood, latent.Prior(), noise, evaluation.Cancellation);
            return [-evidence.LogEvidence, evidence.EffectiveSampleSize, acceptance];
        });

        evaluation.Add(_negativeEvidence.Of(likelihood), s_standardError.Of(likelihood), found[0]);
        evaluation.Add(s_effectiveChains, found[1].Values());
        evaluation.Add(s_acceptanceRate, found[2].Values().Average(value => (double)value));
    }
}
