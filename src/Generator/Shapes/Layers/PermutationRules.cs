namespace ModelDsl.Generator.Shapes.Layers;

/// <summary>The order of axes.</summary>
internal static class PermutationRules
{
    public static RuleResult Output(AppliedLayer layer, IReadOnlyList<AppliedLayer> before)
    {
        var axes = layer.Integers("Axes");
        if (IsPermutation(axes, layer.Input.Rank))
            return new Shape(new(axes.Select(axis => layer.Input[(int)axis])));

        var repaired = string.Join(", ", Repaired(axes, layer.Input.Rank));
        return new LayerFault(RuleId.Permutation, "Axes", string.Join(", ", axes.Select(axis => axis)), $"{layer.Input}", $"{layer.Input.Rank - 1}", $" Write Permute({repaired}).")
        {
            Repair = Repair.Set(layer, "Axes", repaired),
        };
    }

    private static bool IsPermutation(IReadOnlyList<long> axes, int rank) =>
        axes.Count == rank && axes.Distinct().Count() == rank && axes.All(axis => axis >= 0 && axis < rank);

    /// <summary>
    /// The intended order if it is PyTorch's, which counts the batch and counts from the end with negative numbers; otherwise the
    /// possible axes in the order as written, and then the others.
    /// </summary>
    private static IReadOnlyList<long> Repaired(IReadOnlyList<long> axes, int rank)
    {
        long[] withoutBatch = [.. axes.Skip(1).Select(axis => axis < 0 ? axis + rank : axis - 1)];
        if (axes[0] == 0 && IsPermutation(withoutBatch, rank))
            return withoutBatch;
        var all = Enumerable.Range(0, rank).Select(axis => (long)axis);
        return [.. axes.Select(axis => axis < 0 ? axis + rank : axis).Where(axis => axis >= 0 && axis < rank).Concat(all).Distinct()];
    }
}
