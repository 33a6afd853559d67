using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class MixtureSamplingTests
{
    private const int Replicas = 1000;

    private readonly LinearGaussian _model = LinearGaussian.Upright();
    private readonly Tensor _images = LinearGaussian.Images().narrow(0, 1, 1).expand(Replicas, 4);

    [Fact]
    public void The_bound_of_many_draws_lies_between_that_of_one_and_the_evidence_and_rises()
    {
        using var scope = NewDisposeScope();
        var evidence = _model.LogEvidence(_images).mean().item<double>();
        var single = evidence - Cost();
        var (few, errorOfFew) = Bound(3);
        var (many, errorOfMany) = Bound(50);
        Assert.True(single + 5 * errorOfFew < few);
        Assert.True(few + 5 * (errorOfFew + errorOfMany) < many);
        Assert.True(many < evidence + 5 * errorOfMany);
        Assert.True(evidence - many < Cost() / 5);
    }

    [Fact]
    public void The_bound_of_one_draw_is_the_lower_bound_of_a_single_noise()
    {
        using var scope = NewDisposeScope();
        var (bound, error) = Bound(1);
        Assert.Equal(_model.LogEvidence(_images).mean().item<double>() - Cost(), bound, 5 * error);
    }

    [Fact]
    public void Without_noise_it_is_importance_sampling_from_the_posterior()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        using var same = new Generator(7);
        var images = LinearGaussian.Images();
        var exact = _model.Posterior(images);
        var wrong = new Gaussian(exact.Mean + 0.2, exact.LogVariance + 0.3);
        var expanded = new Gaussian(wrong.Mean.expand(20, 3, 2), wrong.LogVariance.expand(20, 3, 2));
        var mixture = MixtureSampling.LogEvidence(_model.LogLikelihood(images), expanded, generator);
        var plain = ImportanceSampling.LogEvidence(_model.LogLikelihood(images), wrong, 20, same);
        Assert.InRange((mixture.LogEvidence - plain.LogEvidence).abs().max().item<double>(), 0, 1e-9);
    }

    /// <summary>The noise has half of the posterior's variance and q(z|x, ε) the other half: the mean of q over all noise is exact.</summary>
    private (double Mean, double Error) Bound(int draws)
    {
        using var generator = new Generator((ulong)draws);
        var exact = _model.Posterior(_images);
        var deviation = (exact.LogVariance * 0.5).exp() * Math.Sqrt(0.5);
        var noise = randn(draws, Replicas, 2, dtype: ScalarType.Float64, generator: generator);
        var posteriors = new Gaussian(exact.Mean + deviation * noise, (exact.LogVariance - Math.Log(2)).expand(draws, Replicas, 2));
        var bound = MixtureSampling.LogEvidence(_model.LogLikelihood(_images), posteriors, generator).LogEvidence;
        return (bound.mean().item<double>(), bound.std().item<double>() / Math.Sqrt(Replicas));
    }

    /// <summary>E over ε of KL(q(z|x, ε) ‖ p(z|x)): ½ (½ + ½ − 1 + ln 2) for each of the two dimensions.</summary>
    private static double Cost() => Math.Log(2);
}
