using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class DenoisingTests
{
    private static readonly DenoisingEvaluator s_evaluator = new();

    [Fact]
    public void The_error_of_the_identity_is_the_variance_of_the_noise()
    {
        using var scope = NewDisposeScope();
        // At gray ½, noise of σ = ½ is clipped at one σ: E min(|ε|, 1)² = 1 − 2 φ(1) for a standard normal ε.
        var gray = new Examples(full([64, 1, 28, 28], 0.5f));
        var evaluation = new EvaluationContext(new RawPixels(), gray, gray, new byte[64], new byte[64], 0);
        s_evaluator.Evaluate(evaluation);

        var clipped = 1 - 2 * Math.Exp(-0.5) / Math.Sqrt(2 * Math.PI);
        Assert.Equal(0.25, evaluation.Metrics["DenoisingMse(0.5)"], 0.01);
        Assert.Equal(0.25 * clipped, evaluation.Metrics["DenoisingMse(0.5,clipped)"], 0.005);
        Assert.Equal(0.01, evaluation.Metrics["DenoisingMse(0.1)"], 0.0005);
        Assert.Equal(0.49, evaluation.Metrics["DenoisingMse(0.7)"], 0.02);
    }

    [Fact]
    public void The_error_of_the_mean_image_does_not_depend_on_the_noise()
    {
        using var scope = NewDisposeScope();
        using var mean = new MeanImage(BarImages.Of(40).Examples);
        var evaluation = BarImages.Context(mean);
        s_evaluator.Evaluate(evaluation);

        Assert.Equal(s_evaluator.Metrics.Select(metric => metric.Name).Order(StringComparer.Ordinal), evaluation.Metrics.Keys);
        Assert.Single(evaluation.Metrics.Values.Distinct());
    }

    [Fact]
    public void The_noise_is_the_same_for_all_seeds_and_leaves_the_default_generator_unchanged()
    {
        using var scope = NewDisposeScope();
        var expected = BarImages.Context(new RawPixels(), seed: 1);
        manual_seed(1);
        s_evaluator.Evaluate(expected);
        var next = rand(1).item<float>();

        var again = BarImages.Context(new RawPixels(), seed: 2);
        manual_seed(2);
        s_evaluator.Evaluate(again);
        Assert.Equal(expected.PerImage["DenoisingMse(0.3)"], again.PerImage["DenoisingMse(0.3)"]);

        manual_seed(1);
        Assert.Equal(rand(1).item<float>(), next);
    }

    [Fact]
    public void The_noisy_images_and_their_reconstructions_are_shown()
    {
        using var scope = NewDisposeScope();
        var evaluation = BarImages.Context(new RawPixels());
        s_evaluator.Evaluate(evaluation);

        Assert.Equal([DenoisingEvaluator.Denoised, DenoisingEvaluator.DenoisedClipped, DenoisingEvaluator.Noisy, DenoisingEvaluator.Originals], evaluation.Pictures.Keys);
        Assert.All(evaluation.Pictures.Values, picture => Assert.Equal((16, 28, 28), (picture.Count, picture.Rows, picture.Columns)));
        // The identity keeps the noise.
        Assert.Equal(evaluation.Pictures[DenoisingEvaluator.Noisy].Pixels, evaluation.Pictures[DenoisingEvaluator.Denoised].Pixels);
        Assert.NotEqual(evaluation.Pictures[DenoisingEvaluator.Noisy].Pixels, evaluation.Pictures[DenoisingEvaluator.Originals].Pixels);
    }
}
