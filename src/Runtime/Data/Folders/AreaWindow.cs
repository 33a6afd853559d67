namespace ModelDsl.Data;

/// <summary>The part of a row or column of pixels that one pixel of a resized image covers, with the covered fraction of each pixel.</summary>
/// <param name="Start">The first covered pixel.</param>
/// <param name="Weights">The weights of this pixel and the following ones; their sum is 1.</param>
internal readonly record struct AreaWindow(int Start, double[] Weights)
{
    /// <summary>The windows of all pixels of a resized axis.</summary>
    /// <param name="from">The start of the covered part of the axis.</param>
    /// <param name="length">Its length.</param>
    /// <param name="size">The number of pixels after resizing.</param>
    public static AreaWindow[] Of(double from, double length, int size)
    {
        var windows = new AreaWindow[size];
        for (var index = 0; index < size; index++)
        {
            var (start, end) = (from + index * length / size, from + (index + 1) * length / size);
            var first = (int)Math.Floor(start);
            // A rounding error must not add a pixel beyond the edge.
            var count = Math.Max(1, (int)Math.Ceiling(end - 1e-9) - first);
            var weights = new double[count];
            for (var pixel = 0; pixel < count; pixel++)
                weights[pixel] = (Math.Min(end, first + pixel + 1) - Math.Max(start, first + pixel)) / (end - start);
            windows[index] = new(first, weights);
        }

        return windows;
    }
}
