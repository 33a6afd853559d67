using static TorchSharp.torch;

namespace ModelDsl.Weights;

/// <summary>Estimates the number of values of a model with large sizes from instances with small ones, because creating it could exhaust the memory.</summary>
internal static class WeightCount
{
    /// <summary>
    /// A lower bound of the number of weights and buffers; 0 if no size exceeds its default. Counts are sums of products of sizes, so they grow at
    /// least as fast as at the default. A size that enters shapes only after a division has uneven steps: for it, the bound is a rough estimate.
    /// </summary>
    /// <param name="entry">The model.</param>
    /// <param name="sizes">The sizes, in the order of the entry.</param>
    /// <exception cref="ArgumentException">A size is not allowed.</exception>
    public static double AtLeast(ModelEntry entry, IReadOnlyList<int> sizes)
    {
        int[] small = [.. entry.Sizes.Zip(sizes, (size, value) => Math.Min(size.Default, value))];
        if (small.SequenceEqual(sizes))
            return 0;
        var (least, count) = (0.0, Of(entry, small));
        for (var index = 0; index < small.Length; index++)
        {
            if (sizes[index] == small[index] || !entry.Sizes[index].Allows(small[index] + 1))
                continue;
            int[] next = [.. small];
            next[index]++;
            least += Math.Max(0.0, Of(entry, next) - count) * (sizes[index] - small[index]);
        }

        return least;
    }

    private static long Of(ModelEntry entry, IReadOnlyList<int> sizes)
    {
        using var scope = NewDisposeScope();
        using var model = entry.Create(sizes);
        return model.state_dict().Values.Sum(tensor => tensor.NumberOfElements);
    }
}
