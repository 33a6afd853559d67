using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>The first images of another data set.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Count">The largest number of training images. Default: all.</param>
/// <param name="TestCount">The largest number of test images. Default: all.</param>
internal sealed record FirstImages(IDataset Source, int Count = int.MaxValue, int TestCount = int.MaxValue) : IDerivedDataset
{
    /// <inheritdoc/>
    public string Name => Source.Name;

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Source.ImageShape;

    /// <inheritdoc/>
    public IReadOnlyList<long>? TargetShape => Source.TargetShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Source.ContentHash} first {Count} and {TestCount}")));

    /// <inheritdoc/>
    public IDataset WithSource(IDataset source) => this with { Source = source };

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var source = await Source.LoadAsync(options, cancellation);
        return new Dataset(source.Train.First(Count), source.Test.First(TestCount)) { TrainTargets = source.TrainTargets?.First(Count), TestTargets = source.TestTargets?.First(TestCount) };
    }
}
