using ModelDsl.Data;

namespace ModelDsl.Runtime.Tests.Data;

public class FirstImagesTests
{
    private static readonly DataOptions s_options = new() { CacheFolder = "" };

    [Fact]
    public async Task The_first_training_images_and_all_test_images_are_loaded()
    {
        var all = await new Counted().LoadAsync(s_options);
        var first = await new FirstImages(new Counted(), 2).LoadAsync(s_options);

        Assert.Equal(all.Train.Pixels[..8], first.Train.Pixels);
        Assert.Equal(new byte[] { 3, 1 }, first.Train.Labels);
        Assert.Equal(all.Test.Pixels, first.Test.Pixels);
    }

    [Fact]
    public async Task All_training_images_and_the_first_test_images_are_loaded()
    {
        var all = await new Counted().LoadAsync(s_options);
        var first = await new FirstImages(new Counted(), TestCount: 1).LoadAsync(s_options);

        Assert.Equal(all.Train.Pixels, first.Train.Pixels);
        Assert.Equal(all.Test.Pixels[..4], first.Test.Pixels);
        Assert.Equal(new byte[] { 3 }, first.Test.Labels);
    }

    [Fact]
    public async Task A_number_above_the_count_returns_all() =>
        Assert.Equal(3, (await new FirstImages(new Counted(), 4).LoadAsync(s_options)).Train.Count);

    [Fact]
    public void The_content_hash_depends_on_the_numbers()
    {
        Assert.NotEqual(new Counted().ContentHash, new FirstImages(new Counted(), 2).ContentHash);
        Assert.NotEqual(new FirstImages(new Counted(), 1).ContentHash, new FirstImages(new Counted(), 2).ContentHash);
        Assert.NotEqual(new FirstImages(new Counted(), 1, 2).ContentHash, new FirstImages(new Counted(), 2, 1).ContentHash);
    }

    /// <summary>Three images of four pixels.</summary>
    private sealed record Counted : IDataset
    {
        public string Name => "Counted";

        public IReadOnlyList<long> ImageShape => [1, 2, 2];

        public int Classes => 4;

        public string ContentHash => "counted";

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
        {
            var images = new ImageSet([.. Enumerable.Range(0, 12).Select(value => (byte)value)], [3, 1, 2], ImageShape);
            return Task.FromResult(new Dataset(images, images));
        }
    }
}
