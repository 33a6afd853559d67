namespace ModelDsl.Generator.Shapes;

/// <summary>Layers that change the lengths of a grid by a little.</summary>
internal static class GridRepairs
{
    /// <summary>A padding of more than a quarter of the length is hardly meant.</summary>
    private const int SmallestShareOfPadding = 4;

    /// <summary>A crop from one grid to another, or a padding of an image; null if neither is suitable.</summary>
    public static string? Fit(Shape shape, Shape other)
    {
        if (shape.Rank != other.Rank || shape.Rank is < 2 or > 4 || shape.Axes.Skip(1).Concat(other.Axes.Skip(1)).Any(axis => axis.Constant is null))
            return null;
        var missing = shape.Axes.Zip(other.Axes, (own, needed) => needed.Constant - own.Constant).Skip(1).Select(length => length!.Value).ToList();
        var lengths = other.Axes.Skip(1).Select(axis => axis.Constant!.Value).ToList();
        if (missing.TrueForAll(length => length <= 0))
            return $"CenterCrop({string.Join(", ", lengths.Distinct().Count() == 1 ? lengths.Take(1) : lengths)})";
        return missing.Count == 2 && Enumerable.Range(0, 2).All(axis => missing[axis] >= 0 && missing[axis] <= lengths[axis] / SmallestShareOfPadding)
            ? $"ZeroPad2d(new[] {{ {missing[1] / 2}, {missing[1] - missing[1] / 2}, {missing[0] / 2}, {missing[0] - missing[0] / 2} }})"
            : null;
    }
}
