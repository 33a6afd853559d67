using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

public sealed class TSneTests
{
    [Fact]
    public void The_final_divergence_is_within_the_range_of_scikit_learn()
    {
        var (features, labels) = ProbePoints.Of(400, 1);
        var (x, y, divergence) = new TSne().Embed(features);

        // Each start ends in another minimum: the golden values are of twenty.
        var golden = ProbePoints.Golden.GetProperty("tsne").GetProperty("divergences").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.InRange(divergence, 0.97 * golden.Min(), 1.03 * golden.Max());

        // Most points are beside one of their class.
        var plane = new FeatureMatrix([.. x.Zip(y).SelectMany(point => new[] { point.First, point.Second })], 400, 2);
        Assert.True(new NearestNeighbors(plane, labels).Accuracy(plane, labels) > 0.6);
    }

    /// <summary>Barnes and Hut's estimate of the normalizer made the divergence 1.3 % too small.</summary>
    [Fact]
    public void The_divergence_is_the_exact_one_of_the_map()
    {
        var (features, _) = ProbePoints.Of(200, 2);
        var (x, y, divergence) = new TSne { Iterations = 300 }.Embed(features);

        var affinities = Affinities.Of(features, 30);
        double Near(int i, int j) => 1 / (1 + Math.Pow((double)x[i] - x[j], 2) + Math.Pow((double)y[i] - y[j], 2));
        var normalizer = Enumerable.Range(0, 200).Sum(i => Enumerable.Range(0, 200).Where(j => j != i).Sum(j => Near(i, j)));
        var exact = Enumerable.Range(0, 200).Sum(i => affinities[i].Sum(pair => pair.P * Math.Log(pair.P * normalizer / Near(i, pair.Other))));
        // The map is rounded to 32 bits.
        Assert.Equal(exact, divergence, 5);
    }

    [Fact]
    public void The_same_points_produce_the_same_map()
    {
        var (features, _) = ProbePoints.Of(100, 3);
        var tsne = new TSne { Iterations = 300 };
        Assert.Equal(tsne.Embed(features).X, tsne.Embed(features).X);
    }

    [Fact]
    public void Coinciding_points_have_a_finite_map()
    {
        var (x, y, _) = new TSne { Perplexity = 5, Iterations = 300 }.Embed(new FeatureMatrix([.. Enumerable.Repeat(1f, 40)], 20, 2));
        Assert.All(x.Concat(y), coordinate => Assert.True(float.IsFinite(coordinate)));
    }

    [Fact]
    public void The_evaluator_maps_the_codes_of_the_test_images()
    {
        using var scope = NewDisposeScope();
        var evaluation = BarImages.Context(new RawPixels(), test: 30);
        new TSneEvaluator().Evaluate(evaluation);

        var (x, _, divergence) = new TSne().Embed(FeatureMatrix.Of(evaluation.Test.Images));
        var map = evaluation.Maps[TSneEvaluator.Map];
        Assert.Equal(x, map.X);
        Assert.Equal(evaluation.TestLabels, map.Classes);
        Assert.Equal(divergence, evaluation.Metrics["TSneDivergence"]);
    }
}
