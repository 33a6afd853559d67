using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The affinities of t-SNE: pᵢⱼ = (pⱼ|ᵢ + pᵢ|ⱼ) / 2n, where pⱼ|ᵢ is a Gaussian around i over its nearest neighbors, with the width that gives
/// the perplexity. All others are zero; the sum is one.
/// </summary>
internal sealed class Affinities
{
    // The Gaussians are truncated after this many neighbors (van der Maaten, 2014).
    private const int NeighborsPerPerplexity = 3;
    private const int Halvings = 100;
    private const double EntropyTolerance = 1e-5;

    private readonly (int Other, double P)[][] _rows;

    private Affinities((int Other, double P)[][] rows) => _rows = rows;

    public int Count => _rows.Length;

    /// <summary>The neighbors of a point.</summary>
    public (int Other, double P)[] this[int point] => _rows[point];

    /// <summary>Computes the affinities of points.</summary>
    /// <param name="features">The points.</param>
    /// <param name="perplexity">2 to the power of the entropy, in bits, of each pⱼ|ᵢ; less if there are few points.</param>
    public static Affinities Of(FeatureMatrix features, double perplexity)
    {
        var count = features.Rows;
        var neighbors = Math.Min(count - 1, (int)(NeighborsPerPerplexity * perplexity + 1));
        perplexity = Math.Min(perplexity, neighbors / (double)NeighborsPerPerplexity);
        var rows = new Dictionary<int, double>[count];
        for (var i = 0; i < count; i++)
            rows[i] = [];

        foreach (var (i, others, distances) in Nearest(features, neighbors))
        {
            var conditional = Conditional(distances, Math.Log(perplexity));
            for (var k = 0; k < others.Length; k++)
            {
                var share = conditional[k] / (2 * count);
                rows[i][others[k]] = rows[i].GetValueOrDefault(others[k]) + share;
                rows[others[k]][i] = rows[others[k]].GetValueOrDefault(i) + share;
            }
        }

        // Zeros would give an infinite logarithm; sorted, so that sums are reproducible.
        return new([.. rows.Select(row => row.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)).ToArray())]);
    }

    /// <summary>The nearest other points of each point.</summary>
    private static IEnumerable<(int Point, int[] Others, double[] SquaredDistances)> Nearest(FeatureMatrix features, int neighbors)
    {
        using var points = features.ToTensor();
        var found = Neighbors.Of(points, points, neighbors + 1);
        for (var i = 0; i < features.Rows; i++)
        {
            var here = Enumerable.Range(i * (neighbors + 1), neighbors + 1).Where(k => found.Indices[k] != i).Take(neighbors).ToArray();
            yield return (i, [.. here.Select(k => (int)found.Indices[k])], [.. here.Select(k => (double)found.SquaredDistances[k])]);
        }
    }

    /// <summary>exp(−β d²), normalized, with the β that gives the entropy, in nats.</summary>
    private static double[] Conditional(double[] squaredDistances, double entropy)
    {
        var nearest = squaredDistances.Min(); // subtracted, so that not all values underflow
        var shares = new double[squaredDistances.Length];
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var (sum, weighted) = (0.0, 0.0);
            for (var k = 0; k < shares.Length; k++)
            {
                var distance = squaredDistances[k] - nearest;
                shares[k] = Math.Exp(-beta * distance);
                sum += shares[k];
                weighted += shares[k] * distance;
            }
            for (var k = 0; k < shares.Length; k++)
                shares[k] /= sum;
            var excess = Math.Log(sum) + beta * weighted / sum - entropy;
            if (Math.Abs(excess) < EntropyTolerance)
                break;
            if (excess > 0)
                (low, beta) = (beta, double.IsInfinity(high) ? 2 * beta : (beta + high) / 2);
            else
                (high, beta) = (beta, (low + beta) / 2);
        }
        return shares;
    }
}
