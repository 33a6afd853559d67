namespace ModelDsl.Generator.Shapes;

/// <summary>Layers that change the lengths of an image's grid by a little.</summary>
internal static class GridRepairs
{
    /// <summary>A padding of more than a quarter of the length is hardly meant.</summary>
    private const int SmallestShareOfPadding = 4;

    /// <summary>A padding or a crop from one image's grid to another; null if neither is suitable.</summary>
    public static string? Fit(Shape shape, Shape other)
    {
        if (shape.Rank != 3 || other.Rank != 3 || other[1].Constant is not { } height || other[2].Constant is not { } width
            || shape[1].Constant is not { } ownHeight || shape[2].Constant is not { } ownWidth)
            return null;
        var (rows, columns) = (height - ownHeight, width - ownWidth);
        if (rows <= 0 && columns <= 0)
            return height == width ? $"CenterCrop({height})" : $"CenterCrop({height}, {width})";
        return rows >= 0 && columns >= 0 && rows <= height / SmallestShareOfPadding && columns <= width / SmallestShareOfPadding
            ? $"ZeroPad2d(new[] {{ {columns / 2}, {columns - columns / 2}, {rows / 2}, {rows - rows / 2} }})"
            : null;
    }
}
