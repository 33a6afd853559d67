using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class LatentScatterTests
{
    [Fact]
    public void Codes_that_do_not_depend_on_the_image_have_the_distribution_of_the_prior()
    {
        using var scope = NewDisposeScope();
        var model = BarImages.Untrained("PlaneVae");
        using (no_grad())
            foreach (var weight in model.Module.parameters())
                weight.zero_();
        var evaluation = BarImages.Context(model, test: 4000);
        new LatentScatterEvaluator().Evaluate(evaluation);

        // Standard errors are 1 / √4000 for a mean and √(2 / 4000) for a variance.
        Assert.InRange(evaluation.Metrics["CodeMeanNorm"], 0, 0.08);
        Assert.InRange(evaluation.Metrics["CodeCovarianceDistance"], 0, 0.15);
        Assert.All(evaluation.Series[LatentScatterEvaluator.Deviations], deviation => Assert.Equal(1, deviation, 0.05));
    }

    [Fact]
    public void The_metrics_describe_the_points_of_the_map()
    {
        using var scope = NewDisposeScope();
        var evaluation = BarImages.Context(BarImages.Untrained("PlaneVae"), test: 100);
        new LatentScatterEvaluator().Evaluate(evaluation);

        var map = evaluation.Maps[LatentScatterEvaluator.Map];
        var (meanX, meanY) = (map.X.Average(x => (double)x), map.Y.Average(y => (double)y));
        var (xx, xy, yy) = (Covariance(map.X, map.X), Covariance(map.X, map.Y), Covariance(map.Y, map.Y));
        Assert.Equal(Math.Sqrt(meanX * meanX + meanY * meanY), evaluation.Metrics["CodeMeanNorm"], 1e-6);
        Assert.Equal(Math.Sqrt((xx - 1) * (xx - 1) + 2 * xy * xy + (yy - 1) * (yy - 1)), evaluation.Metrics["CodeCovarianceDistance"], 1e-6);
        Assert.Equal([meanX, meanY], evaluation.Series[LatentScatterEvaluator.Means], Near);
        Assert.Equal([Math.Sqrt(xx), Math.Sqrt(yy)], evaluation.Series[LatentScatterEvaluator.Deviations], Near);

        static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

        static double Covariance(float[] a, float[] b)
        {
            var (meanA, meanB) = (a.Average(value => (double)value), b.Average(value => (double)value));
            return a.Zip(b).Sum(pair => (pair.First - meanA) * (pair.Second - meanB)) / (a.Length - 1);
        }
    }

    [Fact]
    public void Codes_of_more_than_two_dimensions_are_measured_without_a_map()
    {
        using var scope = NewDisposeScope();
        var evaluation = BarImages.Context(BarImages.Untrained("Avb"));
        new LatentScatterEvaluator().Evaluate(evaluation);

        Assert.Empty(evaluation.Maps);
        Assert.Equal(10, evaluation.Series[LatentScatterEvaluator.Means].Count);
    }
}
