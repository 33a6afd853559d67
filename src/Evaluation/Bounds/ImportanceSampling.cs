using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// ln (1/K) Σ p(x|z) p(z) / r(z) with K draws of a normal distribution r for each image. It does not use the inference net's density and therefore
/// applies to all families.
/// </summary>
internal static class ImportanceSampling
{
    /// <summary>Fits r to the moments of each image's codes.</summary>
    /// <param name="codes">The codes, <c>[draws, batch, n]</c>, at least two draws.</param>
    /// <param name="widening">
    /// The factor of the standard deviations, at least 1. Inference nets tend to be overconfident, and if r's tails are lighter than the
    /// posterior's, weights p(x, z) / r(z) are rare and huge. A proposal that is too wide costs only a few draws.
    /// </param>
    /// <param name="leastVariance">
    /// The least variance of r before it is widened. The codes of an inference net that is trained without its density may vary far less than
    /// the posterior; 0.01 is about the variance of the narrowest posteriors of small images.
    /// </param>
    /// <returns>Independent dimensions, <c>[batch, n]</c>.</returns>
    public static Gaussian Fit(Tensor codes, double widening, double leastVariance)
    {
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
        using var scope = NewDisposeScope();
        var codes = proposal.Sample(draws, generator);
        var logWeights = logLikelihood(codes) + GaussianDraws.Prior(codes).LogDensity(codes) - proposal.LogDensity(codes);
        var estimate = EvidenceEstimate.Of(logWeights);
        scope.MoveToOuter(estimate.LogEvidence, estimate.EffectiveSampleSize);
        return estimate;
    }
}
