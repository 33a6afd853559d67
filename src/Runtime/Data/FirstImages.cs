using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>Another data set with fewer training images: the first of them. The test images are all there.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Count">How many training images at most.</param>
public sealed record FirstImages(IDataset Source, int Count) : IDerivedDataset
{
    /// <inheritdoc/>
    public string Name => Source.Name;

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Source.ImageShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} first {Count}")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var source = await Source.LoadAsync(options, cancellation);
        return source with { Train = First(source.Train) };
    }

    private ImageSet First(ImageSet images)
    {
        if (images.Count <= Count)
            return images;
        var pixels = images.Pixels.Length / images.Count * Count;
        return new ImageSet(images.Pixels[..pixels], images.Labels[..Count], images.Shape);
    }
}
