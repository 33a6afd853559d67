using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class EvidenceLowerBoundTests
{
    // ln p(x|z) has a deviation of 1 to 3 under these posteriors: about five standard errors of the mean.
    private const int Draws = 40_000;
    private const double Tolerance = 0.05;

    private readonly LinearGaussian _model = LinearGaussian.Upright();
    private readonly Tensor _images = LinearGaussian.Images();

    [Fact]
    public void The_bound_with_the_exact_posterior_is_the_evidence()
    {
        using var scope = NewDisposeScope();
        AssertClose(-_model.LogEvidence(_images), Estimate(_model.Posterior(_images)).Negative());
    }

    [Fact]
    public void A_wrong_posterior_costs_its_KL_divergence_from_the_exact_one()
    {
        using var scope = NewDisposeScope();
        var exact = _model.Posterior(_images);
        var wrong = new Gaussian(exact.Mean + tensor([0.3, -0.4]), exact.LogVariance + tensor([0.7, -0.9]));
        AssertClose(LinearGaussian.KlDivergence(wrong, exact) - _model.LogEvidence(_images), Estimate(wrong).Negative());
    }

    [Fact]
    public void The_KL_divergences_of_the_dimensions_sum_to_the_whole()
    {
        using var scope = NewDisposeScope();
        var posterior = _model.Posterior(_images);
        var bound = Estimate(posterior);
        AssertClose(posterior.KullbackLeibler(), bound.KlDivergences.sum(1), 1e-10);
        AssertClose(bound.Negative(), bound.Reconstruction + posterior.KullbackLeibler(), 1e-10);
    }

    [Fact]
    public void Noise_of_the_inference_net_costs_the_mean_KL_divergence_of_its_posteriors()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var exact = _model.Posterior(_images);
        var noise = randn(Draws, 3, 2, dtype: ScalarType.Float64, generator: generator) * 0.2;
        var posteriors = new Gaussian(exact.Mean + noise, exact.LogVariance.expand(Draws, 3, 2));
        // Means that are off by noise of variance 0.04 cost ½ · 0.04 / σ² in each dimension.
        var cost = ((-exact.LogVariance).exp() * (0.5 * 0.04)).sum(1);
        AssertClose(cost - _model.LogEvidence(_images), EvidenceLowerBound.Estimate(posteriors, _model.LogLikelihood(_images), generator).Negative());
    }

    private EvidenceLowerBound Estimate(Gaussian posterior)
    {
        using var generator = new Generator(1);
        var posteriors = new Gaussian(posterior.Mean.expand(Draws, 3, 2), posterior.LogVariance.expand(Draws, 3, 2));
        return EvidenceLowerBound.Estimate(posteriors, _model.LogLikelihood(_images), generator);
    }

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance = Tolerance) =>
        Assert.InRange((expected - actual).abs().max().item<double>(), 0, tolerance);
}
