using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// An estimate of ln p(x) from weights whose mean is p(x). The logarithm of their average is too low in expectation (Jensen), and the less
/// so the more draws there are: a bound that holds on average.
/// </summary>
/// <param name="LogEvidence">The logarithm of the weights' average, <c>[batch]</c>, in nats.</param>
/// <param name="EffectiveSampleSize">
/// (Σ w)² / Σ w², <c>[batch]</c>, from 1 to the number of draws (Kong 1992): how many equal weights would be worth as much. Where it is a few, one or
/// two draws decide the estimate, and it is not to be relied on.
/// </param>
public sealed record EvidenceEstimate(Tensor LogEvidence, Tensor EffectiveSampleSize)
{
    /// <summary>The estimate from the weights' logarithms.</summary>
    /// <param name="logWeights"><c>[draws, batch]</c>, in nats.</param>
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
