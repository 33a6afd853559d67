using System.Security.Cryptography;
using System.Text;
using ModelDsl;
using ModelDsl.Data;

/// <summary>
/// The test images of a data set, by default MNIST, both for training and for testing: a literal reading of the protocol of "AE against VAE"
/// (2025). Its metrics do not measure generalization.
/// </summary>
[Catalogued]
public sealed record TestTwice : IDerivedDataset
{
    /// <inheritdoc/>
    public IDataset Source { get; init; } = Datasets.Mnist;

    /// <inheritdoc/>
    public string Name => $"{Source.Name}-test-twice";

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Source.ImageShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} test twice")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var images = await Source.LoadAsync(options, cancellation);
        return new Dataset(images.Test, images.Test);
    }
}
