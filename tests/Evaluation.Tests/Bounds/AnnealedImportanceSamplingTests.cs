using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class AnnealedImportanceSamplingTests
{
    private readonly LinearGaussian _model = LinearGaussian.Turned();
    private readonly Tensor _images = LinearGaussian.Images();

    [Fact]
    public void The_estimate_from_the_prior_converges_to_the_evidence()
    {
        using var scope = NewDisposeScope();
        var estimate = Estimate(new() { Chains = 200, Temperatures = 60 }, Prior());
        EvidenceAssert.Converged(_model.LogEvidence(_images), estimate.Evidence, 200);
    }

    [Fact]
    public void The_estimate_converges_with_few_temperatures_and_many_chains()
    {
        // If the chains did not preserve the densities, the estimate would be biased for any number of them.
        using var scope = NewDisposeScope();
        var estimate = Estimate(new() { Chains = 20_000, PilotChains = 50, Temperatures = 6, LeapfrogSteps = 3 }, Prior());
        EvidenceAssert.Converged(_model.LogEvidence(_images), estimate.Evidence, 20_000);
    }

    [Fact]
    public void The_estimate_may_start_nearer_to_the_posterior()
    {
        using var scope = NewDisposeScope();
        var nearer = LinearGaussian.Upright().Posterior(_images);
        var estimate = Estimate(new() { Chains = 2000, Temperatures = 6 }, new(nearer.Mean + 0.3, nearer.LogVariance + 1));
        EvidenceAssert.Converged(_model.LogEvidence(_images), estimate.Evidence, 2000);
    }

    [Fact]
    public void The_step_sizes_reach_the_target_acceptance()
    {
        using var scope = NewDisposeScope();
        var estimate = Estimate(new() { Chains = 50, PilotChains = 50, Temperatures = 200 }, Prior());
        Assert.InRange(estimate.Acceptance.min().item<double>(), 0.55, 0.75);
        Assert.InRange(estimate.Acceptance.max().item<double>(), 0.55, 0.75);
    }

    [Fact]
    public void A_canceled_estimate_stops()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var canceled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(
            () => new AnnealedImportanceSampling().LogEvidence(_model.LogLikelihood(_images), Prior(), generator, canceled));
    }

    private (EvidenceEstimate Evidence, Tensor Acceptance) Estimate(AnnealedImportanceSampling sampling, Gaussian start)
    {
        using var generator = new Generator(1);
        return sampling.LogEvidence(_model.LogLikelihood(_images), start, generator);
    }

    private static Gaussian Prior() => new(zeros(3, 2, ScalarType.Float64), zeros(3, 2, ScalarType.Float64));
}
