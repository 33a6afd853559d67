namespace ModelDsl.Evaluation;

/// <summary>
/// A classification tree (Breiman, Friedman, Olshen and Stone, CART, 1984): exact splits by Gini impurity, grown without a limit
/// until every leaf is pure or its rows are alike. These are scikit-learn's defaults; where several splits are equally good it takes a
/// random one, and this tree the first, so that it needs no seed.
/// </summary>
public sealed class DecisionTree : IProbe
{
    private readonly Node[] _nodes;

    private DecisionTree(Node[] nodes) => _nodes = nodes;

    /// <summary>The number of leaves.</summary>
    public int Leaves => _nodes.Count(node => node.IsLeaf);

    /// <summary>The number of questions on the longest way from the root to a leaf.</summary>
    public int Depth => _nodes.Max(node => node.Depth);

    /// <summary>Grows a tree.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="cancellation">Stops between two nodes.</param>
    public static DecisionTree Fit(FeatureMatrix features, byte[] labels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, features.Rows);
        ArgumentOutOfRangeException.ThrowIfZero(features.Rows);
        return new DecisionTree(new DecisionTreeGrower(features, labels).Grow(cancellation));
    }

    /// <inheritdoc/>
    public byte[] Predict(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var predictions = new byte[features.Rows];
        for (var row = 0; row < predictions.Length; row++)
            predictions[row] = Predict(features[row]);
        return predictions;
    }

    private byte Predict(ReadOnlySpan<float> vector)
    {
        var node = _nodes[0];
        while (!node.IsLeaf)
            node = _nodes[vector[node.Feature] <= node.Threshold ? node.Left : node.Right];
        return node.Class;
    }

    /// <summary>A question, whose answer leads to one of two nodes, or a leaf.</summary>
    internal readonly record struct Node(int Depth, byte Class, int Feature = -1, float Threshold = 0, int Left = 0, int Right = 0)
    {
        public bool IsLeaf => Feature < 0;
    }
}
