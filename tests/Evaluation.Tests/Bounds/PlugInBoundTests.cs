using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class PlugInBoundTests
{
    // The estimate is averaged over copies of each image, as it varies with the code if T is not optimal.
    private const int Copies = 4000;

    private readonly AdversarialVariationalBayesObjective _objective = new(PixelLikelihood.Of(Likelihood.Gaussian, LinearGaussian.Variance));
    private readonly Tensor _images = LinearGaussian.Images().to_type(ScalarType.Float32);
    private readonly Tensor _negativeEvidence = -LinearGaussian.Upright().LogEvidence(LinearGaussian.Images());

    [Fact]
    public void At_the_discriminators_optimum_the_estimate_is_the_bound()
    {
        using var scope = NewDisposeScope();
        using var model = new ImplicitLinearVae();
        model.SetOptimum();
        // The codes are from the exact posterior, so the bound is the evidence for each code: ln p(x|z) + ln p(z) − ln p(z|x).
        Assert.InRange((Estimate(model, _objective) - _negativeEvidence).abs().max().item<double>(), 0, 1e-3);
    }

    [Fact]
    public void An_untrained_discriminator_overestimates_the_evidence_and_improves_with_training()
    {
        using var scope = NewDisposeScope();
        using var model = new ImplicitLinearVae();
        manual_seed(1);
        var untrained = Excess(model);
        Train(model, 30);
        var undertrained = Excess(model);
        Train(model, 1500);
        var trained = Excess(model);

        Assert.True(untrained > 1);
        Assert.True(undertrained > 0.3);
        Assert.InRange(trained, -0.15, 0.15);
    }

    [Fact]
    public void With_adaptive_contrast_an_untrained_discriminator_of_normal_codes_is_optimal()
    {
        using var scope = NewDisposeScope();
        using var model = new ImplicitLinearVae();
        var objective = new AdversarialVariationalBayesObjective(PixelLikelihood.Of(Likelihood.Gaussian, LinearGaussian.Variance)) { ContrastSamples = 200 };
        Assert.InRange((Estimate(model, objective) - _negativeEvidence).abs().max().item<double>(), 0, 0.1);
    }

    private Tensor Estimate(ImplicitLinearVae model, AdversarialVariationalBayesObjective objective)
    {
        using var grad = no_grad();
        manual_seed(1);
        var bound = PlugInBound.Estimate(objective, model, new(_images.repeat(Copies, 1)), draws: 2);
        return (bound.Reconstruction + bound.KlDivergence).reshape(Copies, 3).to_type(ScalarType.Float64).mean([0L]);
    }

    /// <summary>The estimate minus ln p(x), mean over the images.</summary>
    private double Excess(ImplicitLinearVae model) => (_negativeEvidence - Estimate(model, _objective)).mean().item<double>();

    private void Train(ImplicitLinearVae model, int steps)
    {
        using var optimizer = optim.Adam([model.Weights], 0.03);
        var images = _images.repeat(300, 1);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var codes = model.Encode(images, randn(900, 2)).detach();
            var (positive, negative) = AdversarialVariationalBayesObjective.LogOdds(model, images, codes);
            optimizer.zero_grad();
            GanLosses.Discriminator(positive, negative).backward();
            optimizer.step();
        }
    }
}
