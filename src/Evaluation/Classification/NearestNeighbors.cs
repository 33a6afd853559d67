using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The k-nearest-neighbor classifier (Cover and Hart, 1967) with exact Euclidean distances: the most frequent class of the neighbors, and the
/// smallest one of a tie.
/// </summary>
/// <param name="training">The training rows.</param>
/// <param name="labels">Their classes.</param>
/// <param name="neighbors">The number of neighbors.</param>
internal sealed class NearestNeighbors(FeatureMatrix training, byte[] labels, int neighbors = 5) : Probe
{
    public override byte[] Predict(FeatureMatrix features)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var nearest = Neighbors.Of(features.ToTensor(), training.ToTensor(), neighbors).Indices;
        var predictions = new byte[features.Rows];
        for (var row = 0; row < predictions.Length; row++)
            predictions[row] = Vote(nearest.AsSpan(row * neighbors, neighbors));
        return predictions;
    }

    private byte Vote(ReadOnlySpan<long> nearest)
    {
        Span<int> votes = stackalloc int[byte.MaxValue + 1];
        votes.Clear();
        foreach (var neighbor in nearest)
            votes[labels[neighbor]]++;
        var best = 0;
        for (var label = 1; label < votes.Length; label++)
            best = votes[label] > votes[best] ? label : best;
        return (byte)best;
    }
}
