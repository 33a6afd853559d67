using System.Text.Json;
using ModelDsl.Evaluation;

namespace ModelDsl.Evaluation.Tests;

public sealed class ProbeTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "probes.json"))).RootElement;

    private static readonly (FeatureMatrix Features, byte[] Labels) s_train = ProbePoints.Of(3000, 1);
    private static readonly (FeatureMatrix Features, byte[] Labels) s_test = ProbePoints.Of(2000, 2);

    [Fact]
    public void A_tree_is_as_good_and_as_large_as_scikit_learns()
    {
        var tree = DecisionTree.Fit(s_train.Features, s_train.Labels);
        var golden = s_golden.GetProperty("tree");

        // scikit-learn's breaks ties at random: the golden values are of twenty trees.
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), tree.Accuracy(s_test.Features, s_test.Labels), 0.01);
        var (depth, leaves) = (golden.GetProperty("depth"), golden.GetProperty("leaves"));
        Assert.InRange(tree.Depth, depth[0].GetInt32() - 1, depth[1].GetInt32() + 1);
        Assert.InRange(tree.Leaves, leaves[0].GetInt32() - 10, leaves[1].GetInt32() + 10);
    }

    [Fact]
    public void A_tree_knows_its_training_rows()
    {
        Assert.Equal(s_train.Labels, DecisionTree.Fit(s_train.Features, s_train.Labels).Predict(s_train.Features));
    }

    [Fact]
    public void A_tree_asks_first_what_parts_the_classes_best()
    {
        // The second column parts all rows; the first, all but one.
        var tree = DecisionTree.Fit(new FeatureMatrix([0, 1, 1, 1, 2, 2, 0.5f, 2], 4, 2), [0, 0, 1, 1]);
        Assert.Equal((1, 2), (tree.Depth, tree.Leaves));
        Assert.Equal([0, 1], tree.Predict(new FeatureMatrix([9, 1.4f, 9, 1.6f], 2, 2)));
    }

    [Fact]
    public void Rows_that_are_alike_share_a_leaf_of_the_most_frequent_class()
    {
        var tree = DecisionTree.Fit(new FeatureMatrix([3, 3, 3], 3, 1), [2, 1, 2]);
        Assert.Equal((0, 1), (tree.Depth, tree.Leaves));
        Assert.Equal([2], tree.Predict(new FeatureMatrix([7], 1, 1)));
    }

    [Fact]
    public void Logistic_regression_predicts_what_scikit_learns_does()
    {
        using var probe = new LogisticRegression(s_train.Features, s_train.Labels);
        var golden = s_golden.GetProperty("linear");
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), probe.Accuracy(s_test.Features, s_test.Labels), 0.001);
        Assert.Equal(First(golden), probe.Predict(s_test.Features)[..40]);
    }

    [Fact]
    public void A_column_of_one_value_does_no_harm()
    {
        using var probe = new LogisticRegression(new FeatureMatrix([1, -1, 1, -2, 1, 2, 1, 3], 4, 2), [0, 0, 1, 1]);
        Assert.Equal([0, 1], probe.Predict(new FeatureMatrix([1, -5, 1, 5], 2, 2)));
    }

    [Fact]
    public void Neighbors_vote_as_in_scikit_learn()
    {
        var probe = new NearestNeighbors(s_train.Features, s_train.Labels);
        var golden = s_golden.GetProperty("neighbors");
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), probe.Accuracy(s_test.Features, s_test.Labels), 0.001);
        Assert.Equal(First(golden), probe.Predict(s_test.Features)[..40]);
    }

    [Fact]
    public void Labels_must_fit_the_rows()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DecisionTree.Fit(s_train.Features, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighbors(s_train.Features, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression(s_train.Features, [1, 2]));
    }

    [Fact]
    public void A_map_diverges_no_more_than_scikit_learns()
    {
        var (features, labels) = ProbePoints.Of(400, 1);
        var map = TSne.Embed(features);

        // Each start ends in another minimum: the golden values are of twenty.
        var golden = s_golden.GetProperty("tsne").GetProperty("divergences").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.InRange(map.KlDivergence, 0.97 * golden.Min(), 1.03 * golden.Max());

        // Most points lie beside one of their class.
        var plane = new FeatureMatrix([.. map.X.Zip(map.Y).SelectMany(point => new[] { point.First, point.Second })], 400, 2);
        Assert.True(new NearestNeighbors(plane, labels).Accuracy(plane, labels) > 0.6);
    }

    [Fact]
    public void A_map_is_the_same_each_time()
    {
        var (features, _) = ProbePoints.Of(100, 3);
        var options = new TSneOptions(Iterations: 300);
        Assert.Equal(TSne.Embed(features, options).X, TSne.Embed(features, options).X);
    }

    [Fact]
    public void Points_that_coincide_have_a_finite_map()
    {
        var map = TSne.Embed(new FeatureMatrix([.. Enumerable.Repeat(1f, 40)], 20, 2), new TSneOptions(Perplexity: 5, Iterations: 300));
        Assert.All(map.X.Concat(map.Y), coordinate => Assert.True(float.IsFinite(coordinate)));
    }

    private static byte[] First(JsonElement golden) => [.. golden.GetProperty("first").EnumerateArray().Select(label => label.GetByte())];
}
