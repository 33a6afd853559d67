using System.Globalization;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// −ln p(x) by annealed importance sampling. Chains start at the prior and so owe nothing to the inference net: it checks
/// <see cref="ImportanceSamplingEvaluator"/> where that has few effective draws.
/// </summary>
/// <param name="sampling">The chains; the defaults where null.</param>
/// <param name="images">How many of the first test images.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
public sealed class AnnealedImportanceSamplingEvaluator(AnnealedImportanceSampling? sampling = null, long images = 100, ulong seed = 1) : IEvaluator
{
    private const long BatchSize = 100;
    private readonly AnnealedImportanceSampling _sampling = sampling ?? new();

    /// <summary>The negative log evidence.</summary>
    public LikelihoodMetrics NegativeEvidence { get; } = new(
        "AnnealedImportanceSampling", "−ln p(x), annealed importance sampling", Better.Lower,
        $"The first {images} test images. On average not below −ln p(x); too high where the effective chains are few.");

    /// <summary>Its standard error.</summary>
    public LikelihoodMetrics StandardError { get; } = new(
        "AnnealedImportanceSamplingStandardError", "standard error", Better.Neither,
        "Over images: how far as many other images would move the mean.");

    /// <summary>How many equal chains would be worth as much.</summary>
    public Metric EffectiveChains { get; } = new(
        "EffectiveChains", "effective chains", Better.Neither, 1,
        "(Σ w)² / Σ w² of an image's chains, mean over images. Where it is near 1, the estimate is not to be relied on.");

    /// <summary>The share of accepted trajectories.</summary>
    public Metric AcceptanceRate { get; } = new("AcceptanceRate", "accepted trajectories", Better.Neither, 2);

    /// <inheritdoc/>
    public string Name => "AnnealedImportanceSampling";

    /// <inheritdoc/>
    public string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"images {images}, chains {_sampling.Chains}, pilot chains {_sampling.PilotChains}, temperatures {_sampling.Temperatures}, "
            + $"leapfrog steps {_sampling.LeapfrogSteps}, acceptance {_sampling.Acceptance}, start prior, seed {seed}");

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [.. NegativeEvidence.All, .. StandardError.All, EffectiveChains, AcceptanceRate];

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
        using var noise = evaluation.Noise(seed);
        var (evidence, effective, acceptance) = (new List<Tensor>(), new List<Tensor>(), new List<Tensor>());
        foreach (var batch in evaluation.Batches(images, BatchSize))
        {
            using var batchScope = NewDisposeScope();
            var latent = new LatentModel(model, batch);
            var estimate = _sampling.LogEvidence(latent.LogLikelihood, latent.Prior(), noise, evaluation.Cancellation);
            evidence.Add((-estimate.Evidence.LogEvidence).MoveToOuterDisposeScope());
            effective.Add(estimate.Evidence.EffectiveSampleSize.MoveToOuterDisposeScope());
            acceptance.Add(estimate.Acceptance.MoveToOuterDisposeScope());
        }

        evaluation.Add(NegativeEvidence.Of(model.Likelihood!), StandardError.Of(model.Likelihood!), evidence.Join());
        evaluation.Add(EffectiveChains, effective.Join().Values());
        evaluation.Add(AcceptanceRate, acceptance.Join().Values().Average(value => (double)value));
    }
}
