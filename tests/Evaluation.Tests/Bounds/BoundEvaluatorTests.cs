using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class BoundEvaluatorTests
{
    private const int Images = 200;

    private static readonly PixelLikelihood s_likelihood = PixelLikelihood.Of(Likelihood.Gaussian, LinearGaussian.Variance);

    private readonly double _negativeEvidence =
        -LinearGaussian.Upright().LogEvidence(TestImages().Images.reshape(Images, 4).to_type(ScalarType.Float64)).mean().item<double>();

    [Fact]
    public void All_three_agree_on_a_model_that_encodes_exactly()
    {
        using var model = new LinearVae();
        var image = new ImageModel(model, new ElboObjective(s_likelihood));
        var elbo = Run(new ElboEvaluator(draws: 100), image);
        Assert.Equal(_negativeEvidence, elbo.Metrics["NegativeBound(Gaussian)"], 0.05);
        Assert.Equal(elbo.Metrics["NegativeBound(Gaussian)"], elbo.Metrics["ReconstructionTerm(Gaussian)"] + elbo.Metrics["KlDivergence"], 1e-4);
        Assert.Equal(elbo.Metrics["KlDivergence"], elbo.Series[ElboEvaluator.KlDivergencePerDimension].Sum(), 1e-4);
        Assert.Equal(elbo.Series[ElboEvaluator.KlDivergencePerDimension].OrderDescending(), elbo.Series[ElboEvaluator.KlDivergencePerDimension]);
        Assert.Equal(2, elbo.Metrics["ActiveUnits"]);
        Assert.Equal(Images, elbo.PerImage["NegativeBound(Gaussian)"].Length);

        var sampled = Run(new ImportanceSamplingEvaluator(), image);
        Assert.Equal(_negativeEvidence, sampled.Metrics["ImportanceSampling(Gaussian)"], 0.02);
        Assert.InRange(sampled.Metrics["EffectiveSampleSize"], 450, 500);

        var annealed = Run(new AnnealedImportanceSamplingEvaluator(new() { Temperatures = 50 }, images: Images), image);
        Assert.Equal(_negativeEvidence, annealed.Metrics["AnnealedImportanceSampling(Gaussian)"], 0.05);
    }

    [Fact]
    public void Noise_of_the_inference_net_affects_the_bound_but_not_the_estimates()
    {
        using var model = new NoisyLinearVae();
        var image = new ImageModel(model, new ElboObjective(s_likelihood));
        Assert.Equal(_negativeEvidence + Math.Log(2), Run(new ElboEvaluator(draws: 100), image).Metrics["NegativeBound(Gaussian)"], 0.05);

        var sampled = Run(new ImportanceSamplingEvaluator(images: 100), image);
        var plain = Run(new ImportanceSamplingEvaluator(images: 100), new ImageModel(new LinearVae(), new ElboObjective(s_likelihood)));
        Assert.Equal(plain.Metrics["ImportanceSampling(Gaussian)"], sampled.Metrics["ImportanceSampling(Gaussian)"], 0.02);
        Assert.Equal(plain.Metrics["ImportanceSampling(Gaussian)"], sampled.Metrics["MixtureBound(Gaussian)"], 0.05);
        Assert.DoesNotContain("MixtureBound(Gaussian)", plain.Metrics.Keys);
    }

    [Fact]
    public void A_discriminators_estimate_is_a_metric_of_its_own_and_not_ranked()
    {
        using var model = new ImplicitLinearVae();
        model.SetOptimum();
        var found = Run(new ElboEvaluator(draws: 100), new ImageModel(model, new AdversarialVariationalBayesObjective(s_likelihood)));
        Assert.Equal(_negativeEvidence, found.Metrics["NegativeBoundEstimate(Gaussian)"], 0.1);
        Assert.DoesNotContain("NegativeBound(Gaussian)", found.Metrics.Keys);
        Assert.All(ElboEvaluator.NegativeBoundEstimate.All, metric => Assert.Equal(Better.Neither, metric.Better));
        Assert.Equal(2, found.Metrics["ActiveUnits"]);
        // At its optimum, T classifies most codes correctly.
        Assert.InRange(found.Metrics["DiscriminatorAccuracy"], 0.7, 1);

        var sampled = Run(new ImportanceSamplingEvaluator(), new ImageModel(model, new AdversarialVariationalBayesObjective(s_likelihood)));
        Assert.Equal(_negativeEvidence, sampled.Metrics["ImportanceSampling(Gaussian)"], 0.02);
    }

    [Fact]
    public void Likelihoods_have_separate_metrics()
    {
        using var model = new LinearVae();
        foreach (var likelihood in Enum.GetValues<Likelihood>())
        {
            var image = new ImageModel(model, new ElboObjective(PixelLikelihood.Of(likelihood)));
            var found = Run(new ElboEvaluator(), image);
            Assert.Contains($"NegativeBound({likelihood})", found.Metrics.Keys);
            Assert.Single(found.Metrics.Keys, name => name.StartsWith("NegativeBound(", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Evaluators_list_all_their_metrics_and_are_reproducible()
    {
        using var model = new NoisyLinearVae();
        var image = new ImageModel(model, new ElboObjective(s_likelihood));
        var annealed = new AnnealedImportanceSamplingEvaluator(new() { Temperatures = 5 });
        foreach (var evaluator in (IEvaluator[])[new ElboEvaluator(), new ImportanceSamplingEvaluator(images: 10), annealed])
        {
            var found = Run(evaluator, image).Metrics;
            Assert.Subset(evaluator.Metrics.Select(metric => metric.Name).ToHashSet(), found.Keys.ToHashSet());
            Assert.Equal(found, Run(evaluator, image).Metrics);
        }
    }

    [Fact]
    public void A_model_without_a_likelihood_is_not_measured()
    {
        using var model = new LinearVae();
        var image = new ImageModel(model, new ReconstructionObjective(Loss.MeanSquaredError));
        Assert.All(BoundEvaluators(), evaluator => Assert.False(evaluator.Measures(image)));
    }

    [Fact]
    public void A_model_without_a_density_of_codes_needs_a_discriminator_only_for_the_bound()
    {
        using var model = new ImplicitLinearVae();
        var image = new ImageModel(model, new ElboObjective(s_likelihood));
        var names = BoundEvaluators().Where(evaluator => evaluator.Measures(image)).Select(evaluator => evaluator.Name);
        Assert.Equal(["ImportanceSampling", "AnnealedImportanceSampling"], names);
    }

    [Fact]
    public void Settings_contain_the_constructor_arguments()
    {
        Assert.Equal("draws 3, seed 4", new ElboEvaluator(3, 4).Settings);
        Assert.Equal(
            "images 5, encoder draws 6, draws 7, widening 1.5, least variance 0.01, seed 8", new ImportanceSamplingEvaluator(5, 6, 7, 1.5, 0.01, 8).Settings);
        var sampling = new AnnealedImportanceSampling { Chains = 2, PilotChains = 1, Temperatures = 9, LeapfrogSteps = 3, Acceptance = 0.7 };
        Assert.Equal(
            "images 5, chains 2, pilot chains 1, temperatures 9, leapfrog steps 3, acceptance 0.7, start prior, seed 8",
            new AnnealedImportanceSamplingEvaluator(sampling, 5, 8).Settings);
    }

    private static IEnumerable<IEvaluator> BoundEvaluators() =>
        new[] { "Elbo", "ImportanceSampling", "AnnealedImportanceSampling" }.Select(name => Evaluators.Known.Single(evaluator => evaluator.Name == name));

    /// <summary>Samples of the model, as images of two rows.</summary>
    private static Examples TestImages()
    {
        using var generator = new Generator(11);
        using var model = new LinearVae();
        var images = model.Decode(randn(Images, 2, generator: generator)) + randn(Images, 4, generator: generator) * Math.Sqrt(LinearGaussian.Variance);
        return new(images.reshape(Images, 1, 2, 2));
    }

    private static EvaluationContext Run(IEvaluator evaluator, ImageModel model)
    {
        Assert.True(evaluator.Measures(model));
        manual_seed(5);
        var images = TestImages();
        var evaluation = new EvaluationContext(model, images, images, new byte[Images], new byte[Images], 5);
        evaluator.Evaluate(evaluation);
        return evaluation;
    }
}
