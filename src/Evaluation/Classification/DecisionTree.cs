namespace ModelDsl.Evaluation;

/// <summary>
/// A classification tree (Breiman, Friedman, Olshen and Stone, CART, 1984): exact splits by Gini impurity, without a depth limit, until every
/// leaf is pure or its rows are equal. These are scikit-learn's defaults, except for ties between splits: scikit-learn chooses a random one,
/// this tree chooses the first, so it needs no seed.
/// </summary>
internal sealed class DecisionTree : Probe
{
    private readonly Node[] _nodes;

    private DecisionTree(Node[] nodes) => _nodes = nodes;

    /// <summary>The number of leaves.</summary>
    public int Leaves => _nodes.Count(node => node.IsLeaf);

    /// <summary>The number of splits on the longest path from the root to a leaf.</summary>
    public int Depth => _nodes.Max(node => node.Depth);

    /// <summary>Grows a tree.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="cancellation">Cancels between nodes.</param>
    public static DecisionTree Fit(FeatureMatrix features, byte[] labels, CancellationToken cancellation = default) =>
        new(new DecisionTreeGrower(features, labels).Grow(cancellation));

    public override byte[] Predict(FeatureMatrix features) => [.. Enumerable.Range(0, features.Rows).Select(row => Predict(features[row]))];

    private byte Predict(ReadOnlySpan<float> vector)
    {
        var node = _nodes[0];
        while (!node.IsLeaf)
            node = _nodes[vector[node.Feature] <= node.Threshold ? node.Left : node.Right];
        return node.Class;
    }

    /// <summary>A split with two child nodes, or a leaf.</summary>
    internal readonly record struct Node(int Depth, byte Class, int Feature = -1, float Threshold = 0, int Left = 0, int Right = 0)
    {
        public bool IsLeaf => Feature < 0;
    }
}
