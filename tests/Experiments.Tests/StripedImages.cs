using ModelDsl.Data;

namespace ModelDsl.Experiments.Tests;

/// <summary>Gray images of vertical stripes with different phases.</summary>
internal sealed record StripedImages(string Name, int Rows = 28, int Columns = 28, Exception? Failure = null, int Channels = 1, int Labels = 10, int Classes = 10) : IDataset
{
    public IReadOnlyList<long> ImageShape => [Channels, Rows, Columns];

    public string ContentHash => $"stripes of {Rows}×{Columns}";

    public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) =>
        Failure is null ? Task.FromResult(new Dataset(Images(96), Images(32))) : throw Failure;

    private ImageSet Images(int count)
    {
        var pixels = new byte[count * Channels * Rows * Columns];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(128 + 100 * Math.Sin((i % Columns + i / (Rows * Columns)) * 0.7));
        return new ImageSet(pixels, [.. Enumerable.Range(0, count).Select(i => (byte)(i % Labels))], ImageShape);
    }
}
