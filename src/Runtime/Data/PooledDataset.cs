using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>The images of another data set, pooled: each pixel is the mean of a window as in <c>AdaptiveAvgPool2d</c>, rounded to a byte.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Rows">The height of a pooled image, at most the source's.</param>
/// <param name="Columns">The width of a pooled image, at most the source's.</param>
public sealed record PooledDataset(IDataset Source, int Rows, int Columns) : IDerivedDataset
{
    /// <inheritdoc/>
    public string Name => $"{Source.Name}-{Rows}x{Columns}";

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => [Source.ImageShape[0], Rows, Columns];

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} pooled to {Rows}x{Columns}")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var source = await Source.LoadAsync(options, cancellation);
        return new Dataset(Pool(source.Train), Pool(source.Test));
    }

    private ImageSet Pool(ImageSet images)
    {
        var (planes, rows, columns) = (images.Count * (int)images.Shape[0], (int)images.Shape[1], (int)images.Shape[2]);
        var pooled = new byte[planes * Rows * Columns];
        for (var plane = 0; plane < planes; plane++)
        {
            var from = images.Pixels.AsSpan(plane * rows * columns, rows * columns);
            for (var row = 0; row < Rows; row++)
            {
                for (var column = 0; column < Columns; column++)
                    pooled[(plane * Rows + row) * Columns + column] = Mean(from, columns, Window(row, rows, Rows), Window(column, columns, Columns));
            }
        }

        return new ImageSet(pooled, images.Labels, ImageShape);
    }

    /// <summary>Window i of m extends from ⌊i n / m⌋ to ⌈(i + 1) n / m⌉. Windows overlap if m does not divide n.</summary>
    private static Range Window(int index, int size, int windows) => (index * size / windows)..(((index + 1) * size + windows - 1) / windows);

    private static byte Mean(ReadOnlySpan<byte> plane, int width, Range rows, Range columns)
    {
        var (sum, count) = (0, 0);
        for (var row = rows.Start.Value; row < rows.End.Value; row++)
        {
            foreach (var pixel in plane[(row * width)..][columns])
                (sum, count) = (sum + pixel, count + 1);
        }

        return (byte)((sum + count / 2) / count);
    }
}
