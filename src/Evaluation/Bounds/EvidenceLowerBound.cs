using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The evidence lower bound E_q[ln p(x|z)] − KL(q ‖ p(z)) ≤ ln p(x); Kingma and Welling 2014. The prior is N(0, I), and the divergence is
/// taken in closed form, so that draws are needed for the first term alone.
/// </summary>
/// <param name="Reconstruction">−E_q[ln p(x|z)], <c>[batch]</c>, in nats.</param>
/// <param name="KlDivergences">The divergence of each dimension of the code, <c>[batch, n]</c>, in nats; they sum to KL(q ‖ p).</param>
public sealed record EvidenceLowerBound(Tensor Reconstruction, Tensor KlDivergences)
{
    /// <summary>Estimates the bound with one code from each distribution.</summary>
    /// <param name="posteriors">
    /// q, <c>[draws, batch, n]</c>: for each draw the same distributions, or, of an inference net that takes noise, q(z|x, ε) for new noise.
    /// The latter bound holds for every ε, and so for the mean.
    /// </param>
    /// <param name="logLikelihood">ln p(x|z).</param>
    /// <param name="generator">Draws the codes.</param>
    public static EvidenceLowerBound Estimate(Gaussian posteriors, LogLikelihood logLikelihood, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(posteriors);
        ArgumentNullException.ThrowIfNull(logLikelihood);
        using var scope = NewDisposeScope();
        var reconstruction = -logLikelihood(posteriors.Sample(generator)).mean([0L]);
        var divergences = posteriors.KlDivergences().mean([0L]);
        scope.MoveToOuter(reconstruction, divergences);
        return new(reconstruction, divergences);
    }

    /// <summary>The negative bound, in nats.</summary>
    /// <returns><c>[batch]</c>.</returns>
    public Tensor Negative()
    {
        using var scope = NewDisposeScope();
        return (Reconstruction + KlDivergences.sum(1)).MoveToOuterDisposeScope();
    }
}
