using ModelDsl.Likelihoods;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>Compares likelihoods and the KL divergence with their closed forms.</summary>
public sealed class LikelihoodTests
{
    private static double One(Likelihood likelihood, double parameter, double pixel, double variance = 0.5)
    {
        using var scope = NewDisposeScope();
        return PixelLikelihood.Of(likelihood, variance).LogDensity(tensor(new[,] { { parameter } }), tensor(new[,] { { pixel } })).ToDouble();
    }

    [Theory]
    [InlineData(0.3, 0.8, 0.5), InlineData(-2, 1, 0.1), InlineData(0, 0, 3)]
    public void A_normal_pixel_has_the_normal_density_with_its_constant(double mean, double pixel, double variance)
    {
        var expected = -0.5 * (Math.Log(2 * Math.PI * variance) + (pixel - mean) * (pixel - mean) / variance);
        Assert.Equal(expected, One(Likelihood.Gaussian, mean, pixel, variance), 1e-12);
    }

    [Theory]
    [InlineData(0.7, 0), InlineData(0.7, 1), InlineData(-3, 0.25)]
    public void A_Bernoulli_pixel_has_the_logarithm_of_its_probability(double logOdds, double pixel)
    {
        var probability = 1 / (1 + Math.Exp(-logOdds));
        Assert.Equal(pixel * Math.Log(probability) + (1 - pixel) * Math.Log(1 - probability), One(Likelihood.Bernoulli, logOdds, pixel), 1e-12);
    }

    [Theory]
    [InlineData(-20), InlineData(-1), InlineData(-0.2), InlineData(-0.1999), InlineData(0), InlineData(0.01), InlineData(0.1999), InlineData(0.2), InlineData(3), InlineData(20)]
    public void A_continuous_Bernoulli_density_has_the_integral_1_and_its_mean(double logOdds)
    {
        // Simpson's rule.
        const int Intervals = 2000;
        var (integral, mean) = (0.0, 0.0);
        for (var i = 0; i <= Intervals; i++)
        {
            var (pixel, weight) = (i / (double)Intervals, i is 0 or Intervals ? 1 : i % 2 == 1 ? 4 : 2);
            var density = Math.Exp(One(Likelihood.ContinuousBernoulli, logOdds, pixel)) * weight / (3 * Intervals);
            (integral, mean) = (integral + density, mean + density * pixel);
        }

        using var scope = NewDisposeScope();
        Assert.Equal(1, integral, 1e-8);
        Assert.Equal(mean, PixelLikelihood.Of(Likelihood.ContinuousBernoulli).Mean(tensor(new[] { logOdds })).ToDouble(), 1e-7);
    }

    [Fact]
    public void The_continuous_Bernoulli_has_finite_gradients_near_0()
    {
        using var scope = NewDisposeScope();
        var parameters = tensor(new[,] { { 0f, 1e-20f, 60f, -60f } }, requires_grad: true);
        var images = full([1, 4], 0.75f);

        PixelLikelihood.Of(Likelihood.ContinuousBernoulli).LogDensity(parameters, images).sum().backward();

        // d ln p / dη = x − E[x], and E[x] is ½ at 0 and 1 − 1/η for large η.
        var gradient = parameters.grad!.data<float>().ToArray();
        Assert.Equal(0.25, gradient[0], 1e-6);
        Assert.Equal(0.25, gradient[1], 1e-6);
        Assert.Equal(0.75 - (1 - 1 / 60.0), gradient[2], 1e-6);
        Assert.Equal(0.75 - 1 / 60.0, gradient[3], 1e-6);
    }

    [Fact]
    public void Sums_are_over_an_images_pixels_and_not_over_the_batch()
    {
        using var scope = NewDisposeScope();
        var density = PixelLikelihood.Of(Likelihood.Gaussian).LogDensity(zeros(3, 1, 2, 2), ones(3, 1, 2, 2));

        Assert.Equal([3L], density.shape);
        Assert.All(density.data<float>().ToArray(), value => Assert.Equal(-4 * (1 + 0.5 * Math.Log(Math.PI)), value, 1e-5));
    }

    [Fact]
    public void The_KL_divergence_from_the_prior_has_its_closed_form()
    {
        using var scope = NewDisposeScope();
        using var gaussian = new Gaussian(tensor(new[,] { { 1.0, -0.5 }, { 0, 0 } }), tensor(new[,] { { 0.2, -1 }, { 0, 0 } }));
        var expected = 0.5 * (Math.Exp(0.2) + 1 - 1 - 0.2 + (Math.Exp(-1) + 0.25 - 1 + 1));

        var divergence = gaussian.KullbackLeibler().data<double>().ToArray();

        Assert.Equal(expected, divergence[0], 1e-12);
        Assert.Equal(0, divergence[1]);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_variance_that_is_not_positive_is_refused(double variance) =>
        Assert.Contains("positive number", Assert.Throws<ArgumentOutOfRangeException>(() => PixelLikelihood.Of(Likelihood.Gaussian, variance)).Message, StringComparison.Ordinal);
}
