using System.Security.Cryptography;
using System.Text;
using ModelDsl;
using ModelDsl.Data;

/// <summary>
/// MNIST's test images, to train on and to be measured on: the protocol of "AE against VAE" (2025), where it is taken literally. No figure of it
/// says what a model does with images that it has not seen.
/// </summary>
[Catalogued]
public sealed class MnistTestTwice : IDataset
{
    /// <inheritdoc/>
    public string Name => "MNIST-test-twice";

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Datasets.Mnist.ImageShape;

    /// <inheritdoc/>
    public int Classes => Datasets.Mnist.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Datasets.Mnist.ContentHash} test twice")));

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var mnist = await Datasets.Mnist.LoadAsync(options, cancellation);
        return new Dataset(mnist.Test, mnist.Test);
    }
}
