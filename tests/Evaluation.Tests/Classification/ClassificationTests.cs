using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class ClassificationTests
{
    private static readonly ClassificationEvaluator s_evaluator = new();

    [Fact]
    public void Classes_that_the_pixels_show_are_separated()
    {
        using var scope = NewDisposeScope();
        var evaluation = BarImages.Context(new RawPixels(), test: 20);
        s_evaluator.Evaluate(evaluation);

        Assert.Equal(1, evaluation.Metrics["TreeAccuracy"]);
        Assert.Equal(1, evaluation.Metrics["LogisticAccuracy"]);
        Assert.Equal(1, evaluation.Metrics["NeighborAccuracy"]);
        // Each split separates one bar: nine splits for ten leaves.
        Assert.Equal((9, 10), (evaluation.Metrics["TreeDepth"], evaluation.Metrics["TreeLeaves"]));
    }

    [Fact]
    public void Probes_learn_from_the_training_images_only()
    {
        using var scope = NewDisposeScope();
        var (images, labels) = BarImages.Of(40);
        var wrong = labels.Select(label => (byte)((label + 1) % 10)).ToArray();
        var evaluation = new EvaluationContext(new RawPixels(), images, images, wrong, labels, 0);
        s_evaluator.Evaluate(evaluation);

        Assert.Equal(0, evaluation.Metrics["TreeAccuracy"]);
        Assert.Equal(0, evaluation.Metrics["LogisticAccuracy"]);
        Assert.Equal(0, evaluation.Metrics["NeighborAccuracy"]);
    }

    [Fact]
    public void A_model_that_takes_the_class_is_not_measured()
    {
        Assert.True(s_evaluator.Measures(BarImages.Untrained("Vae")));
        Assert.False(s_evaluator.Measures(BarImages.Untrained("ConditionalVae")));
    }

    [Fact]
    public void A_code_that_depends_on_noise_is_averaged_over_32_draws()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var model = BarImages.Untrained("NoisyVae");
        var (images, _) = BarImages.Of(5);

        manual_seed(3);
        var codes = model.MeanCodes(images, default);
        manual_seed(3);
        var draws = stack(Enumerable.Range(0, 32).Select(_ => model.Encode(images)).ToArray());

        var mean = FeatureMatrix.Of(draws.mean([0L]));
        Assert.Equal((5, 10), (codes.Rows, codes.Columns));
        Assert.All(mean.Values.Zip(codes.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_code_without_noise_is_computed_once()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var model = BarImages.Untrained("Vae");
        var (images, _) = BarImages.Of(5);
        Assert.Equal(FeatureMatrix.Of(model.Encode(images)).Values, model.MeanCodes(images, default).Values);
    }
}
