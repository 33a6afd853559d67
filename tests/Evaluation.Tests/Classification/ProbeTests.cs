using System.Text.Json;

namespace ModelDsl.Evaluation.Tests;

public sealed class ProbeTests
{
    private static readonly (FeatureMatrix Features, byte[] Labels) s_train = ProbePoints.Of(3000, 1);
    private static readonly (FeatureMatrix Features, byte[] Labels) s_test = ProbePoints.Of(2000, 2);

    [Fact]
    public void A_tree_has_the_accuracy_and_size_of_scikit_learn()
    {
        var tree = DecisionTree.Fit(s_train.Features, s_train.Labels);
        var golden = ProbePoints.Golden.GetProperty("tree");

        // scikit-learn breaks ties at random: the golden values are of twenty trees.
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), tree.Accuracy(s_test.Features, s_test.Labels), 0.01);
        var (depth, leaves) = (golden.GetProperty("depth"), golden.GetProperty("leaves"));
        Assert.InRange(tree.Depth, depth[0].GetInt32() - 1, depth[1].GetInt32() + 1);
        Assert.InRange(tree.Leaves, leaves[0].GetInt32() - 10, leaves[1].GetInt32() + 10);
    }

    [Fact]
    public void A_tree_predicts_its_training_rows() =>
        Assert.Equal(s_train.Labels, DecisionTree.Fit(s_train.Features, s_train.Labels).Predict(s_train.Features));

    [Fact]
    public void A_tree_begins_with_the_best_split()
    {
        // The second column separates all rows; the first, all but one.
        var tree = DecisionTree.Fit(new FeatureMatrix([0, 1, 1, 1, 2, 2, 0.5f, 2], 4, 2), [0, 0, 1, 1]);
        Assert.Equal((1, 2), (tree.Depth, tree.Leaves));
        Assert.Equal([0, 1], tree.Predict(new FeatureMatrix([9, 1.4f, 9, 1.6f], 2, 2)));
    }

    [Fact]
    public void Equal_rows_share_a_leaf_of_the_most_frequent_class()
    {
        var tree = DecisionTree.Fit(new FeatureMatrix([3, 3, 3], 3, 1), [2, 1, 2]);
        Assert.Equal((0, 1), (tree.Depth, tree.Leaves));
        Assert.Equal([2], tree.Predict(new FeatureMatrix([7], 1, 1)));
    }

    [Fact]
    public void Logistic_regression_predicts_as_in_scikit_learn()
    {
        using var probe = new LogisticRegression(s_train.Features, s_train.Labels);
        var golden = ProbePoints.Golden.GetProperty("linear");
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), probe.Accuracy(s_test.Features, s_test.Labels), 0.001);
        Assert.Equal(First(golden), probe.Predict(s_test.Features)[..40]);
    }

    [Fact]
    public void A_constant_column_is_ignored()
    {
        using var probe = new LogisticRegression(new FeatureMatrix([1, -1, 1, -2, 1, 2, 1, 3], 4, 2), [0, 0, 1, 1]);
        Assert.Equal([0, 1], probe.Predict(new FeatureMatrix([1, -5, 1, 5], 2, 2)));
    }

    [Fact]
    public void Neighbors_vote_as_in_scikit_learn()
    {
        var probe = new NearestNeighbors(s_train.Features, s_train.Labels);
        var golden = ProbePoints.Golden.GetProperty("neighbors");
        Assert.Equal(golden.GetProperty("accuracy").GetDouble(), probe.Accuracy(s_test.Features, s_test.Labels), 0.001);
        Assert.Equal(First(golden), probe.Predict(s_test.Features)[..40]);
    }

    private static byte[] First(JsonElement golden) => [.. golden.GetProperty("first").EnumerateArray().Select(label => label.GetByte())];
}
