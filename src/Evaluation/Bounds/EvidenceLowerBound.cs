using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The evidence lower bound E_q[ln p(x|z)] − KL(q ‖ p(z)) ≤ ln p(x); Kingma and Welling 2014. The prior is N(0, I), and the KL divergence is
/// computed in closed form; only the first term is estimated with draws.
/// </summary>
/// <param name="Reconstruction">−E_q[ln p(x|z)], <c>[batch]</c>, in nats.</param>
/// <param name="KlDivergences">The KL divergence of each dimension of the code, <c>[batch, n]</c>, in nats; the sum is KL(q ‖ p).</param>
internal sealed record EvidenceLowerBound(Tensor Reconstruction, Tensor KlDivergences)
{
    /// <summary>Estimates the bound with one code from each distribution.</summary>
    /// <param name="posteriors">
    /// q, <c>[draws, batch, n]</c>: the same distributions for each draw, or q(z|x, ε) with new noise if the inference net takes noise. The
    /// bound holds for every ε, and therefore for the mean.
    /// </param>
    /// <param name="logLikelihood">ln p(x|z).</param>
    /// <param name="generator">Draws the codes.</param>
    public static EvidenceLowerBound Estimate(Gaussian posteriors, LogLikelihood logLikelihood, Generator generator)
    {
        using var scope = NewDisposeScope();
        var reconstruction = -logLikelihood(posteriors.Sample(generator)).mean([0L]);
        var divergences = posteriors.KlDivergences().mean([0L]);
        scope.MoveToOuter(reconstruction, divergences);
        return new(reconstruction, divergences);
    }

    /// <summary>The negative bound, <c>[batch]</c>, in nats.</summary>
    public Tensor Negative()
    {
        using var scope = NewDisposeScope();
        return (Reconstruction + KlDivergences.sum(1)).MoveToOuterDisposeScope();
    }
}
