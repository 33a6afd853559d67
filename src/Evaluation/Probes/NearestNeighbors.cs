using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The k-nearest-neighbor classifier (Cover and Hart, 1967), exact, by Euclidean distance: the most frequent class of the
/// neighbors, and the smallest of several.
/// </summary>
public sealed class NearestNeighbors : IProbe
{
    private const int BatchSize = 500;
    private readonly FeatureMatrix _features;
    private readonly byte[] _labels;
    private readonly int _neighbors;

    /// <summary>Remembers the training rows.</summary>
    /// <param name="features">The training rows.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="neighbors">How many neighbors vote.</param>
    public NearestNeighbors(FeatureMatrix features, byte[] labels, int neighbors = 5)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, features.Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(neighbors, features.Rows);
        (_features, _labels, _neighbors) = (features, labels, neighbors);
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
            var nearest = Neighbors.Of(rows.narrow(0, start, count), known, _neighbors).Indices;
            for (var i = 0; i < count; i++)
                predictions[start + i] = Vote(nearest.AsSpan(i * _neighbors, _neighbors));
        }
        return predictions;
    }

    private byte Vote(ReadOnlySpan<long> neighbors)
    {
        Span<int> votes = stackalloc int[byte.MaxValue + 1];
        votes.Clear();
        foreach (var neighbor in neighbors)
            votes[_labels[neighbor]]++;
        var best = 0;
        for (var label = 1; label < votes.Length; label++)
            best = votes[label] > votes[best] ? label : best;
        return (byte)best;
    }
}
