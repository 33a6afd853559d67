using System.Security.Cryptography;
using System.Text;
using ModelDsl.Data;

namespace ModelDsl.Experiments.Plan;

/// <summary>Another data set with fewer test images: the first of them. The training images are all there.</summary>
/// <remarks>
/// A sister of <see cref="FirstImages"/>, which is in an assembly on whose code the committed results depend: to put the two together is to train all again.
/// </remarks>
/// <param name="Source">The data set.</param>
/// <param name="Count">How many test images at most.</param>
internal sealed record FirstTestImages(IDataset Source, int Count) : IDerivedDataset
{
    /// <inheritdoc/>
    public string Name => Source.Name;

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Source.ImageShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} first {Count} test")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var source = await Source.LoadAsync(options, cancellation);
        return source with { Test = First(source.Test) };
    }

    private ImageSet First(ImageSet images) => images.Count <= Count
        ? images
        : new ImageSet(images.Pixels[..(images.Pixels.Length / images.Count * Count)], images.Labels[..Count], images.Shape);
}
