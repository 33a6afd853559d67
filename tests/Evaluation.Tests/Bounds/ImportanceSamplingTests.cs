using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class ImportanceSamplingTests
{
    private readonly Tensor _images = LinearGaussian.Images();

    [Fact]
    public void The_estimate_converges_to_the_evidence()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var model = LinearGaussian.Turned();
        var prior = new Gaussian(zeros(3, 2, ScalarType.Float64), zeros(3, 2, ScalarType.Float64));
        EvidenceAssert.Converged(model.LogEvidence(_images), ImportanceSampling.LogEvidence(model.LogLikelihood(_images), prior, 20_000, generator), 20_000);
    }

    [Fact]
    public void With_a_proposal_fitted_to_codes_nearly_all_draws_are_effective()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var model = LinearGaussian.Upright();
        var exact = model.Posterior(_images);
        var codes = exact.Mean + (exact.LogVariance * 0.5).exp() * randn(256, 3, 2, ScalarType.Float64, generator: generator);
        var estimate = ImportanceSampling.LogEvidence(
            model.LogLikelihood(_images), ImportanceSampling.Fit(codes, widening: 1.1, leastVariance: 1e-4), 1000, generator);
        EvidenceAssert.Converged(model.LogEvidence(_images), estimate, 1000);
        Assert.True(estimate.EffectiveSampleSize.min().item<double>() > 900);
    }

    [Fact]
    public void With_the_exact_posterior_one_draw_is_exact()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var model = LinearGaussian.Upright();
        var estimate = ImportanceSampling.LogEvidence(model.LogLikelihood(_images), model.Posterior(_images), 1, generator);
        Assert.InRange((estimate.LogEvidence - model.LogEvidence(_images)).abs().max().item<double>(), 0, 1e-9);
    }

    [Fact]
    public void A_proposal_has_the_mean_and_the_widened_variance_of_the_codes()
    {
        using var scope = NewDisposeScope();
        var proposal = ImportanceSampling.Fit(tensor([1.0, 5, 3, 5]).reshape(2, 1, 2), widening: 2, leastVariance: 0.01);
        Assert.Equal([2, 5], proposal.Mean.data<double>().ToArray());
        // The variance of 1 and 3 is 2 and that of two equal codes the least one; twice the deviation is four times that.
        Assert.Equal([8, 0.04], proposal.LogVariance.exp().data<double>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-12);
    }

    [Fact]
    public void The_effective_sample_size_is_the_number_of_equal_weights_and_one_for_a_dominant_weight()
    {
        using var scope = NewDisposeScope();
        var estimate = EvidenceEstimate.Of(tensor([-700.0, 0, -700, 800, -700, 0, -700, 0]).reshape(4, 2));
        Assert.Equal([-700, 800 - Math.Log(4)], estimate.LogEvidence.data<double>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal([4, 1], estimate.EffectiveSampleSize.data<double>().ToArray(), (x, y) => Math.Abs(x - y) < 1e-9);
    }
}
