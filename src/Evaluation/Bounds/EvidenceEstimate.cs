using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// An estimate of ln p(x) from weights with expectation p(x). The logarithm of their average is a lower bound in expectation (Jensen), which
/// tightens with the number of draws.
/// </summary>
/// <param name="LogEvidence">The logarithm of the weights' average, <c>[batch]</c>, in nats.</param>
/// <param name="EffectiveSampleSize">
/// (Σ w)² / Σ w², <c>[batch]</c>, from 1 to the number of draws (Kong 1992): the equivalent number of equal weights. If it is small, one or two
/// draws dominate the estimate, which is then unreliable.
/// </param>
internal sealed record EvidenceEstimate(Tensor LogEvidence, Tensor EffectiveSampleSize)
{
    /// <summary>Computes the estimate from logarithmic weights, <c>[draws, batch]</c>, in nats.</summary>
    public static EvidenceEstimate Of(Tensor logWeights)
    {
        using var scope = NewDisposeScope();
        var logSum = logWeights.logsumexp(0);
        var logEvidence = logSum - Math.Log(logWeights.shape[0]);
        var effective = (logSum * 2 - (logWeights * 2).logsumexp(0)).exp();
        scope.MoveToOuter(logEvidence, effective);
        return new(logEvidence, effective);
    }
}
