using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

internal static class EvidenceAssert
{
    /// <summary>
    /// Asserts that an estimate is within five standard errors, and that these are small. The squared error of the logarithm of the mean of K
    /// weights is their relative variance over K, which is 1/ESS − 1/K.
    /// </summary>
    public static void Converged(Tensor logEvidence, EvidenceEstimate estimate, int draws, double leastPrecision = 0.1)
    {
        var error = (1 / estimate.EffectiveSampleSize - 1.0 / draws).sqrt();
        Assert.InRange(error.max().item<double>(), 0, leastPrecision);
        Assert.InRange(((estimate.LogEvidence - logEvidence).abs() / error).max().item<double>(), 0, 5);
    }
}
