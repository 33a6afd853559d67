using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>Pairs for coloring: the images are gray copies of the images of a colored data set, which are the targets.</summary>
/// <param name="Source">The colored data set.</param>
public sealed record ColoringDataset(IDataset Source) : IDerivedDataset
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Its images do not have three channels.</exception>
    public IDataset Source { get; init => field = Colored(value); } = Colored(Source);

    /// <inheritdoc/>
    public string Name => $"{Source.Name}-coloring";

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => [1, .. Source.ImageShape.Skip(1)];

    /// <inheritdoc/>
    public IReadOnlyList<long> TargetShape => Source.ImageShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} coloring")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var source = await Source.LoadAsync(options, cancellation);
        return new Dataset(Gray(source.Train), Gray(source.Test)) { TrainTargets = source.Train, TestTargets = source.Test };
    }

    private ImageSet Gray(ImageSet images)
    {
        var pixels = (int)(ImageShape[1] * ImageShape[2]);
        var gray = new byte[images.Count * pixels];
        for (var index = 0; index < images.Count; index++)
        {
            var color = images.Image(index).Span;
            for (var pixel = 0; pixel < pixels; pixel++)
                gray[index * pixels + pixel] = Luma(color[pixel], color[pixels + pixel], color[2 * pixels + pixel]);
        }

        return new ImageSet(gray, images.Labels, ImageShape);
    }

    /// <summary>The brightness of a color, as in ITU-R BT.601.</summary>
    private static byte Luma(byte red, byte green, byte blue) => (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);

    private static IDataset Colored(IDataset source) => source?.ImageShape is [3, _, _] ? source
        : throw new ArgumentException($"{source?.Name ?? "null"} has no images of three channels, which coloring needs.", nameof(source));
}
