using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

/// <summary>CIFAR-10 from small archives in its format.</summary>
public sealed class CifarTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataOptions Options => new() { CacheFolder = _folder.File("cache"), Downloader = TestServer.Downloader };

    // Two images per batch, whose label and pixels are the number of the image.
    private static byte[] Archive(int batches = 5, int images = 2)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            Add("batches.meta.txt", "airplane\n"u8.ToArray());
            Add("test_batch.bin", Batch(9, images));
            for (var batch = batches; batch >= 1; batch--)
                Add($"data_batch_{batch}.bin", Batch((batch - 1) * 2, images));

            void Add(string name, byte[] content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"cifar-10-batches-bin/{name}") { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }

    private static byte[] Batch(int first, int images) => [.. Enumerable.Range(0, images).SelectMany(image =>
        Enumerable.Repeat((byte)((first + image) % 10), 1).Concat(Enumerable.Range(0, 3072).Select(pixel => (byte)(first + image + pixel / 1024))))];

    private static CifarDataset Dataset(byte[] archive, params Uri[] mirrors) => new()
    {
        BatchImages = 2, Sha256 = Convert.ToHexStringLower(SHA256.HashData(archive)), Mirrors = mirrors,
    };

    [Fact]
    public async Task The_archive_is_downloaded_checked_and_kept()
    {
        var archive = Archive();
        await using var server = new TestServer((context, _) => TestServer.Send(context, archive));
        var dataset = Dataset(archive, new Uri(server.Address, "cifar-10-binary.tar.gz"));

        var loaded = await dataset.LoadAsync(Options);
        await dataset.LoadAsync(Options);

        Assert.Single(server.Requests);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], loaded.Train.Labels);
        Assert.Equal([9, 0], loaded.Test.Labels);
        Assert.Equal([3, 32, 32], loaded.Train.Shape);
        Assert.Equal([3, 4, 5], loaded.Train.Image(3).ToArray().Chunk(1024).Select(channel => channel.Distinct().Single()));
        DatasetCheck.Of(dataset, loaded);
    }

    [Fact]
    public async Task The_users_folder_is_searched_first()
    {
        var archive = Archive();
        _folder.Write("named/cifar-10/cifar-10-binary.tar.gz", archive);
        Assert.Equal(10, (await Dataset(archive).LoadAsync(Options with { Folder = new(_folder.File("named"), "-p:DataDir") })).Train.Count);
    }

    [Fact]
    public async Task Another_archive_is_refused_before_it_is_unpacked()
    {
        _folder.Write("named/cifar-10-binary.tar.gz", Archive(batches: 4));
        var error = await Assert.ThrowsAsync<CodedException>(() => Dataset(Archive()).LoadAsync(Options with { Folder = new(_folder.File("named"), "-p:DataDir") }));
        Assert.Equal(ErrorCodes.DataCorrupt, error.Code);
        Assert.Contains("its SHA-256 is", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 2, "it has no data_batch_5.bin")]
    [InlineData(5, 1, "has 3073 bytes, expected 6146")]
    public async Task An_archive_without_its_files_is_corrupt(int batches, int images, string reason)
    {
        var archive = Archive(batches, images);
        _folder.Write("named/cifar-10-binary.tar.gz", archive);
        var error = await Assert.ThrowsAsync<CodedException>(() => Dataset(archive).LoadAsync(Options with { Folder = new(_folder.File("named"), "-p:DataDir") }));
        Assert.Equal(ErrorCodes.DataCorrupt, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_archive_is_unavailable()
    {
        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => Dataset([]).LoadAsync(Options with { Offline = true }));
        Assert.Contains("CIFAR10 is not available: looked for cifar-10-binary.tar.gz in downloads are off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_archive_is_known() =>
        Assert.Equal("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd", Datasets.Cifar10.ContentHash);
}
