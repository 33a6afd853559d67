using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;
using SkiaSharp;

namespace ModelDsl.Runtime.Tests.Data;

/// <summary>Data sets of images with targets.</summary>
public sealed class PairTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataOptions Options => new() { CacheFolder = _folder.File("cache") };

    private PairFolderDataset Dataset => new(_folder.File("pairs"), [1, 4, 4], [3, 8, 8]);

    private void Write(string path, byte red) => Images.Write(_folder.File($"pairs/{path}"), 8, 8, (_, _) => new SKColor(red, red, red), SKEncodedImageFormat.Png);

    [Fact]
    public async Task Files_of_equal_names_are_pairs()
    {
        for (var index = 0; index < 10; index++)
        {
            Write($"input/{index}.png", (byte)index);
            Write($"target/{index}.png", (byte)(index + 100));
        }

        var loaded = DatasetCheck.Of(Dataset, await Dataset.LoadAsync(Options));

        Assert.True(PairFolderDataset.IsPairs(_folder.File("pairs")));
        Assert.Equal(("pairs", 1), (Dataset.Name, Dataset.Classes));
        Assert.Equal((8, 2), (loaded.TrainTargets!.Count, loaded.TestTargets!.Count));
        foreach (var (images, targets) in new[] { (loaded.Train, loaded.TrainTargets), (loaded.Test, loaded.TestTargets) })
        {
            for (var index = 0; index < images.Count; index++)
                Assert.Equal(images.Image(index).Span[0] + 100, targets.Image(index).Span[0]);
        }
    }

    [Fact]
    public async Task The_hash_changes_with_both_folders()
    {
        foreach (var path in new[] { "input/1.png", "input/2.png", "target/1.png", "target/2.png" })
            Write(path, 1);
        var hashes = new List<string> { Dataset.ContentHash };
        Write("target/2.png", 2);
        hashes.Add(Dataset.ContentHash);
        Write("input/1.png", 2);
        hashes.Add(Dataset.ContentHash);
        hashes.Add(new PairFolderDataset(_folder.File("pairs"), [1, 4, 4], [1, 8, 8]).ContentHash);
        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal((await Dataset.LoadAsync(Options)).Train.Count, (await new PairFolderDataset(_folder.File("pairs"), [1, 4, 4], [1, 8, 8]).LoadAsync(Options)).Train.Count);
    }

    [Theory]
    [InlineData("input/3.png", "target", "input")]
    [InlineData("target/1.jpg", "input", "target")]
    public void A_file_without_a_partner_is_an_error(string path, string lacks, string has)
    {
        foreach (var usual in new[] { "input/1.png", "input/2.png", "target/1.png", "target/2.png", path })
            Write(usual, 1);

        var error = Assert.Throws<CodedException>(() => Dataset.Classes);

        Assert.Equal(ErrorCodes.PairsMismatch, error.Code);
        Assert.StartsWith($"{_folder.File($"pairs/{has}")} has {Path.GetFileName(path)}, but {_folder.File($"pairs/{lacks}")} has no file of this name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_folders_are_no_pairs()
    {
        Write("input/1.png", 1);
        Assert.False(PairFolderDataset.IsPairs(_folder.File("pairs")));
        Write("target/1.png", 1);
        Write("other/1.png", 1);
        Assert.False(PairFolderDataset.IsPairs(_folder.File("pairs")));
        Assert.False(PairFolderDataset.IsPairs(_folder.File("nowhere")));
    }

    [Fact]
    public async Task Coloring_maps_gray_copies_to_colored_images()
    {
        var dataset = new ColoringDataset(new Colored());
        var loaded = DatasetCheck.Of(dataset, await dataset.LoadAsync(Options));

        Assert.Equal("Colored-coloring", dataset.Name);
        Assert.Equal([1, 1, 2], loaded.Train.Shape);
        // 0.299 · 100 + 0.587 · 200 + 0.114 · 50 = 153, and the brightness of white.
        Assert.Equal([153, 255], loaded.Train.Pixels);
        Assert.Equal([100, 255, 200, 255, 50, 255], loaded.TrainTargets!.Pixels);
        Assert.NotEqual(dataset.ContentHash, dataset.Source.ContentHash);
        Assert.Throws<ArgumentException>(() => new ColoringDataset(Datasets.Mnist));
        Assert.Equal([1, 32, 32], Datasets.Find("cifar10-coloring").ImageShape);
    }

    [Fact]
    public async Task First_images_keep_their_targets()
    {
        var loaded = await new FirstImages(new ColoringDataset(new Colored()), TestCount: 1).LoadAsync(Options);
        Assert.Equal((1, 1), (loaded.TrainTargets!.Count, loaded.TestTargets!.Count));
    }

    [Theory]
    [InlineData(false, 1, 2, "declares targets, but has none for its training images")]
    [InlineData(true, 2, 2, "has 2 targets for 1 training images")]
    [InlineData(true, 1, 1, "declares targets of [3, 1, 2], but its training targets are [3, 1, 1]")]
    public void Targets_that_do_not_fit_are_an_error(bool has, int count, int columns, string message)
    {
        var images = new ImageSet(new byte[2], new byte[1], 1, 1, 2);
        var targets = has ? new ImageSet(new byte[3 * count * columns], new byte[count], 3, 1, columns) : null;
        var error = Assert.Throws<CodedException>(() => DatasetCheck.Of(new ColoringDataset(new Colored()), new Dataset(images, images) { TrainTargets = targets, TestTargets = targets }));
        Assert.Equal(ErrorCodes.PairsMismatch, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private sealed record Colored : IDataset
    {
        public string Name => "Colored";

        public IReadOnlyList<long> ImageShape => [3, 1, 2];

        public int Classes => 1;

        public string ContentHash => "colored";

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
        {
            var images = new ImageSet([100, 255, 200, 255, 50, 255], new byte[1], ImageShape);
            return Task.FromResult(new Dataset(images, images));
        }
    }
}
