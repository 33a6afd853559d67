namespace ModelDsl.Experiments.Pictures;

/// <summary>A gray picture with one byte per pixel; 0 is black.</summary>
internal sealed class GrayImage
{
    /// <summary>Wraps pixels.</summary>
    /// <param name="pixels">Row by row from the top.</param>
    /// <param name="rows">The height.</param>
    /// <param name="columns">The width.</param>
    /// <exception cref="ArgumentException">The number of pixels does not match the size.</exception>
    public GrayImage(byte[] pixels, int rows, int columns)
    {
        if (rows < 1 || columns < 1 || pixels.Length != (long)rows * columns)
            throw new ArgumentException($"{pixels.Length} pixels are not {rows} rows of {columns}.", nameof(pixels));
        (Pixels, Rows, Columns) = (pixels, rows, columns);
    }

    /// <summary>Row by row from the top.</summary>
    public byte[] Pixels { get; }

    /// <summary>The height.</summary>
    public int Rows { get; }

    /// <summary>The width.</summary>
    public int Columns { get; }
}
