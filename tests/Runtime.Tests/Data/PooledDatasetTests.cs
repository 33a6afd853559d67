using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;
using TorchSharp;

namespace ModelDsl.Runtime.Tests.Data;

public class PooledDatasetTests
{
    [Theory]
    [InlineData(10, 10), InlineData(7, 14), InlineData(28, 28), InlineData(1, 1), InlineData(9, 27)]
    public async Task Pixels_equal_adaptive_pooling_to_half_a_gray_level(int rows, int columns)
    {
        var source = new Noise();
        var pooled = await new PooledDataset(source, rows, columns).LoadAsync(new DataOptions { CacheFolder = "" });

        using var scope = torch.NewDisposeScope();
        var expected = torch.nn.functional.adaptive_avg_pool2d((await source.LoadAsync(new DataOptions { CacheFolder = "" })).Train.ToTensor(), [rows, columns]);
        var actual = pooled.Train.ToTensor();
        Assert.Equal([3L, 1L, rows, columns], actual.shape);
        Assert.InRange((actual - expected).abs().max().ToDouble(), 0, 0.5 / 255 + 1e-6);
        Assert.Equal(new byte[] { 0, 1, 2 }, pooled.Train.Labels);
    }

    [Fact]
    public void Name_shape_and_content_differ_from_the_source()
    {
        Assert.Equal("MNIST-10x10", Datasets.PooledMnist.Name);
        Assert.Equal([1L, 10L, 10L], Datasets.PooledMnist.ImageShape);
        Assert.NotEqual(Datasets.Mnist.ContentHash, Datasets.PooledMnist.ContentHash);
        Assert.NotEqual(new PooledDataset(Datasets.Mnist, 10, 9).ContentHash, Datasets.PooledMnist.ContentHash);
    }

    [Fact]
    public async Task Another_source_is_pooled_in_the_same_way()
    {
        var pooled = Datasets.PooledMnist.WithSource(new Noise());

        Assert.Equal(new PooledDataset(new Noise(), 10, 10), pooled);
        Assert.Equal("Noise-10x10", pooled.Name);
        Assert.Equal([1L, 10L, 10L], (await pooled.LoadAsync(new DataOptions { CacheFolder = "" })).Test.Shape);
    }

    /// <summary>Pixels of all values.</summary>
    private sealed record Noise : IDataset
    {
        public string Name => "Noise";

        public IReadOnlyList<long> ImageShape => [1, 28, 28];

        public int Classes => 3;

        public string ContentHash => "noise";

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
        {
            var random = new Random(1);
            var pixels = new byte[3 * 28 * 28];
            random.NextBytes(pixels);
            var images = new ImageSet(pixels, [0, 1, 2], ImageShape);
            return Task.FromResult(new Dataset(images, images));
        }
    }
}
