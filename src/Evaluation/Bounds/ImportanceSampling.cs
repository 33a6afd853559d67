using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// ln (1/K) Σ p(x|z) p(z) / r(z) with K draws of a normal distribution r for each image. It needs no density of the inference net, so it
/// measures all families alike.
/// </summary>
public static class ImportanceSampling
{
    /// <summary>Fits r to an image's codes by their moments.</summary>
    /// <param name="codes">Codes of each image, <c>[draws, batch, n]</c>, at least two draws.</param>
    /// <param name="widening">
    /// The factor of the deviations, at least 1. Weights p(x, z) / r(z) are rare and huge where r's tails are lighter than the posterior's, and inference
    /// nets tend to be too sure; a proposal that is too wide costs a few draws only.
    /// </param>
    /// <param name="leastVariance">
    /// Keeps r a density where draws agree. An inference net that is trained without its density may agree with itself far more closely than the
    /// posterior is narrow; 0.01 is about as narrow as posteriors of small images are.
    /// </param>
    /// <returns>Independent dimensions, <c>[batch, n]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer draws, or the widening makes narrower.</exception>
    public static Gaussian Fit(Tensor codes, double widening, double leastVariance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(codes.shape[0], 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(widening, 1);
        using var scope = NewDisposeScope();
        var mean = codes.mean([0L]);
        var logVariance = (codes.var(0).clamp_min(leastVariance) * (widening * widening)).log();
        scope.MoveToOuter(mean, logVariance);
        return new(mean, logVariance);
    }

    /// <summary>Estimates ln p(x) under the prior N(0, I).</summary>
    /// <param name="logLikelihood">ln p(x|z).</param>
    /// <param name="proposal">r, <c>[batch, n]</c>.</param>
    /// <param name="draws">K.</param>
    /// <param name="generator">Draws the codes.</param>
    public static EvidenceEstimate LogEvidence(LogLikelihood logLikelihood, Gaussian proposal, int draws, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(logLikelihood);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        using var scope = NewDisposeScope();
        var codes = proposal.Sample(draws, generator);
        var logWeights = logLikelihood(codes) + GaussianDraws.Prior(codes).LogDensity(codes) - proposal.LogDensity(codes);
        var estimate = EvidenceEstimate.Of(logWeights);
        scope.MoveToOuter(estimate.LogEvidence, estimate.EffectiveSampleSize);
        return estimate;
    }
}
