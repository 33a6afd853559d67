using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The k-nearest-neighbour classifier (Cover and Hart, 1967), exact, by Euclidean distance: the most frequent class of the
/// neighbours, and the smallest of several.
/// </summary>
public sealed class NearestNeighbours : IProbe
{
    private const int BatchSize = 500;
    private readonly FeatureMatrix _features;
    private readonly byte[] _labels;
    private readonly int _neighbours;

    /// <summary>Remembers the training rows.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="neighbours">How many neighbours vote.</param>
    public NearestNeighbours(FeatureMatrix features, byte[] labels, int neighbours = 5)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, features.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbours, features.Rows);
        (_features, _labels, _neighbours) = (features, labels, neighbours);
    }

    /// <inheritdoc/>
    public byte[] Predict(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var known = tensor(_features.Values).reshape(_features.Rows, _features.Columns);
        var rows = tensor(features.Values).reshape(features.Rows, features.Columns);
        var predictions = new byte[features.Rows];
        for (var start = 0; start < predictions.Length; start += BatchSize)
        {
            using var batchScope = NewDisposeScope();
            var count = Math.Min(BatchSize, predictions.Length - start);
            var nearest = Neighbours.Of(rows.narrow(0, start, count), known, _neighbours).Indices;
            for (var i = 0; i < count; i++)
                predictions[start + i] = Vote(nearest.AsSpan(i * _neighbours, _neighbours));
        }
        return predictions;
    }

    private byte Vote(ReadOnlySpan<long> neighbours)
    {
        Span<int> votes = stackalloc int[byte.MaxValue + 1];
        votes.Clear();
        foreach (var neighbour in neighbours)
            votes[_labels[neighbour]]++;
        var best = 0;
        for (var label = 1; label < votes.Length; label++)
            best = votes[label] > votes[best] ? label : best;
        return (byte)best;
    }
}
