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

        // ‖q − r‖² = ‖q‖² − 2 q·r + ‖r‖²: the cost is one matrix product.
        var distances = queries.square().sum([1L], keepdim: true) - 2 * queries.matmul(rows.t()) + rows.square().sum([1L]);
        var (values, indices) = distances.topk(count, 1, largest: false, sorted: true);
        return new Neighbors(
            indices.cpu().contiguous().data<long>().ToArray(), values.clamp_min(0).cpu().contiguous().data<float>().ToArray());
    }
}
