using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The nearest rows of a matrix for each query, nearest first.</summary>
/// <param name="Indices">The rows' indices, <c>queries · count</c>.</param>
/// <param name="SquaredDistances">The squared Euclidean distances to them.</param>
internal sealed record Neighbors(long[] Indices, float[] SquaredDistances)
{
    /// <summary>Finds the nearest rows by exhaustive search.</summary>
    /// <param name="queries"><c>[queries, columns]</c>.</param>
    /// <param name="rows"><c>[rows, columns]</c>.</param>
    /// <param name="count">The number of rows for each query.</param>
    public static Neighbors Of(Tensor queries, Tensor rows, int count)
    {
        using var scope = NewDisposeScope();

        // ‖q − r‖² = ‖q‖² − 2 q·r + ‖r‖². The order does not depend on ‖q‖², which is added to the nearest ones only: the cost is one matrix product.
        var partial = rows.square().sum([1L]).unsqueeze(0).addmm(queries, rows.t(), beta: 1, alpha: -2).cpu().contiguous();
        var norms = queries.square().sum([1L]).cpu();
        var result = new Neighbors(new long[queries.shape[0] * count], new float[queries.shape[0] * count]);
        var values = MemoryMarshal.Cast<byte, float>(partial.bytes);
        var squares = MemoryMarshal.Cast<byte, float>(norms.bytes);
        var width = (int)rows.shape[0];
        for (var query = 0; query < squares.Length; query++)
        {
            var distances = result.SquaredDistances.AsSpan(query * count, count);
            NearestFirst.Select(values.Slice(query * width, width), distances, result.Indices.AsSpan(query * count, count));
            foreach (ref var distance in distances)
                distance = Math.Max(0, distance + squares[query]);
        }

        return result;
    }
}
