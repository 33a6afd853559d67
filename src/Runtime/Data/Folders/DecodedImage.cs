using SkiaSharp;

namespace ModelDsl.Data;

/// <summary>An image file, decoded to red, green, blue and alpha, 8 bits each. Colors are not converted to another color space.</summary>
/// <param name="Pixels">Row by row as stored, 4 bytes per pixel.</param>
/// <param name="StoredWidth">The width as stored.</param>
/// <param name="StoredHeight">The height as stored.</param>
/// <param name="Origin">The orientation of a photograph, from its EXIF data.</param>
internal sealed record DecodedImage(byte[] Pixels, int StoredWidth, int StoredHeight, SKEncodedOrigin Origin)
{
    private const int BytesPerPixel = 4;

    // A small file can declare an image of many gigabytes.
    private const long MaxPixels = 1 << 27;

    private bool IsTransposed => Origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;

    /// <summary>The width in the upright orientation.</summary>
    public int Width => IsTransposed ? StoredHeight : StoredWidth;

    /// <summary>The height in the upright orientation.</summary>
    public int Height => IsTransposed ? StoredWidth : StoredHeight;

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The path, for errors.</param>
    /// <param name="file">The content.</param>
    /// <exception cref="CodedException">It is not an image, is damaged, or is too large.</exception>
    public static DecodedImage Of(string path, byte[] file)
    {
        try
        {
            return Decode(path, file);
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
        {
            throw Unreadable(path, $"the native library of SkiaSharp cannot be loaded ({(exception.InnerException ?? exception).Message.TrimEnd('.')})");
        }
    }

    private static DecodedImage Decode(string path, byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data)
            ?? throw Unreadable(path, file.Length == 0 ? "the file is empty" : "it is not an image in PNG, JPEG or WebP format, or its header is damaged");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
            throw Unreadable(path, $"it declares {width} × {height} pixels; the limit is {MaxPixels} pixels");

        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return codec.GetPixels(info, out var pixels) switch
        {
            SKCodecResult.Success => new(pixels, width, height, codec.EncodedOrigin),
            SKCodecResult.IncompleteInput => throw Unreadable(path, "it is truncated"),
            var result => throw Unreadable(path, $"it is damaged ({result})"),
        };
    }

    /// <summary>The centered part with the aspect ratio of a shape, resized to it: each pixel is the mean of the area that it covers.</summary>
    /// <param name="channels">1 for gray, 3 for red, green and blue.</param>
    /// <param name="rows">The height.</param>
    /// <param name="columns">The width.</param>
    /// <param name="target">Receives the pixels, channels first.</param>
    public void Resize(int channels, int rows, int columns, Span<byte> target)
    {
        var width = Math.Min(Width, (double)Height * columns / rows);
        var height = Math.Min(Height, (double)Width * rows / columns);
        var vertical = AreaWindow.Of((Height - height) / 2, height, rows);
        var horizontal = AreaWindow.Of((Width - width) / 2, width, columns);
        var (origin, right, down) = Steps();

        var row = new double[columns * channels];
        for (var y = 0; y < rows; y++)
        {
            Array.Clear(row);
            for (var offset = 0; offset < vertical[y].Weights.Length; offset++)
                AddRow(row, channels, horizontal, origin + (vertical[y].Start + offset) * down, right, vertical[y].Weights[offset]);
            for (var x = 0; x < columns; x++)
            {
                for (var channel = 0; channel < channels; channel++)
                    target[(channel * rows + y) * columns + x] = (byte)(row[x * channels + channel] + 0.5);
            }
        }
    }

    private void AddRow(double[] row, int channels, AreaWindow[] windows, int start, int step, double rowWeight)
    {
        for (var x = 0; x < windows.Length; x++)
        {
            var (red, green, blue) = (0.0, 0.0, 0.0);
            for (var offset = 0; offset < windows[x].Weights.Length; offset++)
            {
                var pixel = Pixels.AsSpan((start + (windows[x].Start + offset) * step) * BytesPerPixel, BytesPerPixel);
                var weight = windows[x].Weights[offset];
                // Transparent pixels are shown on white.
                var (opacity, white) = (weight * pixel[3] / 255.0, weight * (255 - pixel[3]));
                red += opacity * pixel[0] + white;
                green += opacity * pixel[1] + white;
                blue += opacity * pixel[2] + white;
            }

            if (channels == 1)
            {
                // Luma of ITU-R BT.601.
                row[x] += rowWeight * (0.299 * red + 0.587 * green + 0.114 * blue);
                continue;
            }

            row[3 * x] += rowWeight * red;
            row[3 * x + 1] += rowWeight * green;
            row[3 * x + 2] += rowWeight * blue;
        }
    }

    // The stored index of the upright image's first pixel, and the steps to the next one on its right and below.
    private (int Origin, int Right, int Down) Steps()
    {
        var (w, last, bottom) = (StoredWidth, StoredWidth - 1, (StoredHeight - 1) * StoredWidth);
        return Origin switch
        {
            SKEncodedOrigin.TopRight => (last, -1, w),
            SKEncodedOrigin.BottomRight => (bottom + last, -1, -w),
            SKEncodedOrigin.BottomLeft => (bottom, 1, -w),
            SKEncodedOrigin.LeftTop => (0, w, 1),
            SKEncodedOrigin.RightTop => (bottom, -w, 1),
            SKEncodedOrigin.RightBottom => (bottom + last, -w, -1),
            SKEncodedOrigin.LeftBottom => (last, w, -1),
            _ => (0, 1, w),
        };
    }

    private static CodedException Unreadable(string path, string what) => new(
        ErrorCodes.ImageUnreadable, $"{path} cannot be read as an image: {what}. Replace it, or move it out of the folder.");
}
