namespace ModelDsl.Experiments.Pictures;

/// <summary>Arranges small images in rows of one picture.</summary>
internal static class ImageGrid
{
    /// <summary>The gray between images.</summary>
    public const byte Paper = 255;

    /// <summary>Composes a picture of rows of images of one size, with white between and around them.</summary>
    /// <param name="rows">The rows from the top, each with its images from the left, channels first; shorter rows are padded with white.</param>
    /// <param name="height">The height of one image.</param>
    /// <param name="width">The width of one image.</param>
    /// <param name="channels">1 for gray images, 3 for color.</param>
    /// <param name="margin">The white between images, in pixels of the picture.</param>
    /// <param name="scale">The magnification.</param>
    /// <exception cref="ArgumentException">There are no images, or one has another size.</exception>
    public static RasterImage Compose(
        IReadOnlyList<IReadOnlyList<ReadOnlyMemory<byte>>> rows, int height, int width, int channels = 1, int margin = 4, int scale = 3)
    {
        var longest = rows.Select(row => row.Count).DefaultIfEmpty().Max();
        if (longest == 0 || rows.Any(row => row.Any(image => image.Length != channels * height * width)))
            throw new ArgumentException($"A grid needs images of {channels} × {height} × {width} bytes.", nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);

        var (cellHeight, cellWidth) = (height * scale + margin, width * scale + margin);
        var columns = margin + longest * cellWidth;
        var pixels = new byte[checked((margin + rows.Count * cellHeight) * columns * channels)];
        Array.Fill(pixels, Paper);
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows[row].Count; column++)
                Draw(rows[row][column].Span, (margin + row * cellHeight) * columns + margin + column * cellWidth);
        return new(pixels, margin + rows.Count * cellHeight, columns, channels);

        void Draw(ReadOnlySpan<byte> image, int corner)
        {
            for (var y = 0; y < height * scale; y++)
                for (var x = 0; x < width * scale; x++)
                    for (var channel = 0; channel < channels; channel++)
                        pixels[(corner + y * columns + x) * channels + channel] = image[(channel * height + y / scale) * width + x / scale];
        }
    }
}
