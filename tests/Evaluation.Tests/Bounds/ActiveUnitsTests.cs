using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class ActiveUnitsTests
{
    private const int Draws = 10;
    private const int Images = 5000;

    [Fact]
    public void Units_whose_posterior_mean_varies_with_the_image_are_active()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        // Deviations of 1, 0.15, 0.05 and 0: variances of 1, 0.0225, 0.0025 and 0.
        var means = randn(1, Images, 4, generator: generator) * tensor([1f, 0.15f, 0.05f, 0f]) + 3;
        Assert.Equal(2, ActiveUnits.Count(means));
    }

    [Fact]
    public void A_unit_of_pure_noise_is_not_active()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(2);
        var ofImages = randn(1, Images, 2, generator: generator) * tensor([1f, 0f]);
        var ofNoise = randn(Draws, Images, 2, generator: generator) * tensor([0f, 1f]);
        var codes = ofImages + ofNoise;
        // The mean of ten draws of noise still has a variance of 0.1.
        Assert.True(codes.mean([0L]).var(0)[1].item<float>() > 5 * ActiveUnits.LeastVariance);
        Assert.Equal(1, ActiveUnits.Count(codes));
    }
}
