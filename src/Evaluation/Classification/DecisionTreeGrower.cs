using Node = ModelDsl.Evaluation.DecisionTree.Node;

namespace ModelDsl.Evaluation;

/// <summary>
/// Grows a tree. The rows are sorted by each feature once. A node is the same range in all orders, and a split partitions each range stably,
/// so that a level of the tree costs rows · features without sorting.
/// </summary>
internal sealed class DecisionTreeGrower
{
    // Values closer than this count as equal, as in scikit-learn.
    private const float Tolerance = 1e-7f;

    private readonly byte[] _labels;
    private readonly float[][] _columns;
    private readonly int[][] _orders;
    private readonly int _classes;
    private readonly bool[] _goesLeft;
    private readonly int[] _spare;

    public DecisionTreeGrower(FeatureMatrix features, byte[] labels)
    {
        _labels = labels;
        _classes = labels.Max() + 1;
        _columns = new float[features.Columns][];
        _orders = new int[features.Columns][];
        for (var feature = 0; feature < features.Columns; feature++)
        {
            var column = new float[features.Rows];
            var order = new int[features.Rows];
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = features.Values[row * features.Columns + feature];
                order[row] = row;
            }
            _columns[feature] = column;
            _orders[feature] = order;
            Array.Sort((float[])column.Clone(), order);
        }
        _goesLeft = new bool[features.Rows];
        _spare = new int[features.Rows];
    }

    public Node[] Grow(CancellationToken cancellation)
    {
        var nodes = new List<Node> { default };
        var pending = new Stack<(int Node, int Start, int End, int Depth)>();
        pending.Push((0, 0, _labels.Length, 0));
        while (pending.TryPop(out var range))
        {
            cancellation.ThrowIfCancellationRequested();
            var (index, start, end, depth) = range;
            var counts = Count(start, end);
            var majority = (byte)Array.IndexOf(counts, counts.Max());
            if (counts[majority] == end - start || FindSplit(start, end, counts) is not { } split)
            {
                nodes[index] = new Node(depth, majority);
                continue;
            }
            Partition(start, end, split);
            nodes[index] = new Node(depth, majority, split.Feature, split.Threshold, nodes.Count, nodes.Count + 1);
            pending.Push((nodes.Count + 1, split.Position, end, depth + 1));
            pending.Push((nodes.Count, start, split.Position, depth + 1));
            nodes.AddRange(default, default);
        }
        return [.. nodes];
    }

    /// <summary>The number of rows of each class.</summary>
    private int[] Count(int start, int end)
    {
        var counts = new int[_classes];
        foreach (var row in _orders[0].AsSpan(start, end - start))
            counts[_labels[row]]++;
        return counts;
    }

    /// <summary>The split with the lowest impurity; null if the rows are equal.</summary>
    private Split? FindSplit(int start, int end, int[] counts)
    {
        Split? best = null;
        var bestPurity = double.NegativeInfinity;
        var left = new int[_classes];
        var right = new int[_classes];
        for (var feature = 0; feature < _columns.Length; feature++)
        {
            var column = _columns[feature];
            var order = _orders[feature];
            if (column[order[end - 1]] <= column[order[start]] + Tolerance)
                continue;

            Array.Clear(left);
            counts.CopyTo(right, 0);
            var (leftSquares, rightSquares) = (0L, counts.Sum(count => (long)count * count));
            for (var position = start + 1; position < end; position++)
            {
                // Update Σ count² of both sides: one row moves from right to left.
                var row = order[position - 1];
                var label = _labels[row];
                leftSquares += 2 * left[label]++ + 1;
                rightSquares -= 2 * right[label]-- - 1;
                var (below, above) = (column[row], column[order[position]]);
                if (above <= below + Tolerance)
                    continue;

                // Maximizing this minimizes the weighted Gini impurity, 1 − Σ p².
                var purity = (double)leftSquares / (position - start) + (double)rightSquares / (end - position);
                if (purity <= bestPurity)
                    continue;
                bestPurity = purity;
                best = new Split(feature, Between(below, above), position);
            }
        }
        return best;
    }

    /// <summary>Moves the rows of the left side to the front of each order; both sides stay sorted.</summary>
    private void Partition(int start, int end, Split split)
    {
        var chosen = _orders[split.Feature];
        for (var i = start; i < end; i++)
            _goesLeft[chosen[i]] = i < split.Position;

        foreach (var order in _orders)
        {
            if (order == chosen)
                continue;
            var (left, right) = (start, 0);
            for (var i = start; i < end; i++)
            {
                var row = order[i];
                if (_goesLeft[row])
                    order[left++] = row;
                else
                    _spare[right++] = row;
            }
            _spare.AsSpan(0, right).CopyTo(order.AsSpan(left));
        }
    }

    /// <summary>The midpoint, or the lower value if the midpoint rounds to the upper one.</summary>
    private static float Between(float below, float above)
    {
        var middle = below / 2 + above / 2;
        return middle < above ? middle : below;
    }

    /// <summary>A split, with the start of its right side in the order of its feature.</summary>
    private readonly record struct Split(int Feature, float Threshold, int Position);
}
