namespace ModelDsl.Experiments.Pictures;

/// <summary>A gray or color picture with one byte per channel; 0 is black.</summary>
internal sealed class RasterImage
{
    /// <summary>Wraps pixels.</summary>
    /// <param name="pixels">Row by row from the top, the channels of a pixel together.</param>
    /// <param name="rows">The height.</param>
    /// <param name="columns">The width.</param>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <exception cref="ArgumentException">The number of pixels does not match the size.</exception>
    public RasterImage(byte[] pixels, int rows, int columns, int channels = 1)
    {
        if (rows < 1 || columns < 1 || channels is not (1 or 3) || pixels.Length != (long)rows * columns * channels)
            throw new ArgumentException($"{pixels.Length} bytes are not {rows} rows of {columns} pixels with {channels} channels.", nameof(pixels));
        (Pixels, Rows, Columns, Channels) = (pixels, rows, columns, channels);
    }

    /// <summary>Row by row from the top, the channels of a pixel together.</summary>
    public byte[] Pixels { get; }

    /// <summary>The height.</summary>
    public int Rows { get; }

    /// <summary>The width.</summary>
    public int Columns { get; }

    /// <summary>1 for gray, 3 for red, green and blue.</summary>
    public int Channels { get; }
}
