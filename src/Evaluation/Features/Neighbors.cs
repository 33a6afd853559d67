using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The nearest rows of a matrix for each query, nearest first.</summary>
/// <param name="Indices">The rows' indices, <c>queries · count</c>.</param>
/// <param name="SquaredDistances">The squared Euclidean distances to them.</param>
internal sealed record Neighbors(long[] Indices, float[] SquaredDistances)
{
    /// <summary>The number of distances that are computed at once: 2 MB, which stay in a core's cache until they are compared.</summary>
    private const int BatchLength = 1 << 19;

    /// <summary>Finds the nearest rows by exhaustive search.</summary>
    /// <param name="queries"><c>[queries, columns]</c>.</param>
    /// <param name="rows"><c>[rows, columns]</c>.</param>
    /// <param name="count">The number of rows for each query.</param>
    public static Neighbors Of(Tensor queries, Tensor rows, int count)
    {
        using var scope = NewDisposeScope();

        // ‖q − r‖² = ‖q‖² − 2 q·r + ‖r‖². The order does not depend on ‖q‖², which is added to the nearest ones only: the cost is one matrix product.
        var (columns, squares) = (rows.t(), rows.square().sum([1L]));
        var norms = MemoryMarshal.Cast<byte, float>(queries.square().sum([1L]).cpu().bytes);
        var (total, width) = (norms.Length, (int)rows.shape[0]);
        var result = new Neighbors(new long[total * count], new float[total * count]);
        var batch = Math.Max(1, BatchLength / width);
        for (var start = 0; start < total; start += batch)
        {
            using var batchScope = NewDisposeScope();
            var partial = queries.narrow(0, start, Math.Min(batch, total - start)).mul(-2).matmul(columns).add_(squares).cpu();
            var values = MemoryMarshal.Cast<byte, float>(partial.bytes);
            for (var query = start; query < Math.Min(start + batch, total); query++)
            {
                var distances = result.SquaredDistances.AsSpan(query * count, count);
                NearestFirst.Select(values.Slice((query - start) * width, width), distances, result.Indices.AsSpan(query * count, count));
                foreach (ref var distance in distances)
                    distance = Math.Max(0, distance + norms[query]);
            }
        }

        return result;
    }
}
