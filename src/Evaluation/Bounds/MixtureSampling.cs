using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The bound for inference nets that take noise: ln (1/K) Σ_k p(x, z_k) / [(1/K) Σ_j q(z_k|x, ε_j)], with ε₁…ε_K and z_k ~ q(z|x, ε_k). The weights'
/// expectation is p(x), as for any balance heuristic (Veach and Guibas 1995), so it is a bound for every K. With K = 1 it is the bound for a
/// single ε, and it rises with K to ln p(x).
/// </summary>
internal static class MixtureSampling
{
    /// <summary>Estimates ln p(x) under the prior N(0, I).</summary>
    /// <param name="logLikelihood">ln p(x|z).</param>
    /// <param name="posteriors">q(z|x, ε_k), <c>[K, batch, n]</c>.</param>
    /// <param name="generator">Draws the codes.</param>
    public static EvidenceEstimate LogEvidence(LogLikelihood logLikelihood, Gaussian posteriors, Generator generator)
    {
        using var scope = NewDisposeScope();
        var codes = posteriors.Sample(generator);
        var logWeights = logLikelihood(codes) + GaussianDraws.Prior(codes).LogDensity(codes) - LogDensity(posteriors, codes);
        var estimate = EvidenceEstimate.Of(logWeights);
        scope.MoveToOuter(estimate.LogEvidence, estimate.EffectiveSampleSize);
        return estimate;
    }

    /// <summary>
    /// ln (1/K) Σ_j q_j(z_k), <c>[K, batch]</c>. The squares (z − μ)² / σ² of all K² pairs are computed by matrix products as
    /// z² · 1/σ² − z · 2μ/σ² + μ²/σ², in double precision because the terms nearly cancel.
    /// </summary>
    private static Tensor LogDensity(Gaussian posteriors, Tensor codes)
    {
        var density = empty_like(codes.select(2, 0));
        for (var image = 0L; image < codes.shape[1]; image++)
        {
            using var scope = NewDisposeScope();
            var code = codes.select(1, image).to_type(ScalarType.Float64);
            var mean = posteriors.Mean.select(1, image).to_type(ScalarType.Float64);
            var logVariance = posteriors.LogVariance.select(1, image).to_type(ScalarType.Float64);
            var precision = (-logVariance).exp();

            var constants = (logVariance + Math.Log(2 * Math.PI) + mean.square() * precision).sum(1);
            var squares = code.square().matmul(precision.t()) - code.matmul((mean * precision * 2).t());
            var mixture = ((squares + constants) * -0.5).logsumexp(1) - Math.Log(codes.shape[0]);
            density.select(1, image).copy_(mixture);
        }

        return density;
    }
}
