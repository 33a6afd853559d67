using System.Text;
using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;
using SkiaSharp;

namespace ModelDsl.Runtime.Tests.Data;

/// <summary>Images that remain in their file have the same pixels as loaded ones.</summary>
public sealed class StoredImagesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataOptions Options => new() { CacheFolder = _folder.File("cache") };

    private string Npy(string type, string shape, byte[] elements)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        File.WriteAllBytes(_folder.File("data.npy"), [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. elements]);
        return _folder.File("data.npy");
    }

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(index => (byte)(index * 7))];

    private static float[] Values(ImageSet images)
    {
        using var tensor = images.ToTensor();
        Assert.Equal([images.Count, .. images.Shape], tensor.shape);
        return tensor.data<float>().ToArray();
    }

    private static void AssertSame(ImageSet loaded, ImageSet stored)
    {
        Assert.Null(loaded.Stored);
        Assert.NotNull(stored.Stored);
        Assert.Equal(loaded.Labels, stored.Labels);
        Assert.Equal(loaded.Shape, stored.Shape);
        Assert.Equal(Values(loaded), Values(stored));
        Assert.Equal(Values(loaded.First(3)), Values(stored.First(3)));
        Assert.Equal(Values(loaded.First(3).Select([2, 0])), Values(stored.First(3).Select([2, 0])));
        Assert.Equal(Values(loaded.Select([3, 1, 1]).First(2)), Values(stored.Select([3, 1, 1]).First(2)));
        Assert.Equal(loaded.Pixels, stored.Pixels);
        Assert.Equal(loaded.Image(1).ToArray(), stored.Image(1).ToArray());
    }

    [Theory]
    [InlineData("|u1", "10, 2, 3", 60)]
    [InlineData("|b1", "10, 2, 3", 60)]
    [InlineData("|u1", "10, 6", 60)]
    [InlineData("|u1", "10, 2, 3, 3", 180)]
    [InlineData("|u1", "10, 3, 2, 3", 180)]
    [InlineData("|u1", "10, 2, 3, 1", 60)]
    [InlineData("<f4", "10, 2, 3", 60)]
    [InlineData("<f4", "10, 2, 3, 3", 180)]
    public async Task An_array_has_the_same_pixels(string type, string shape, int count)
    {
        var path = Npy(type, shape, type == "<f4" ? [.. Bytes(count).SelectMany(value => BitConverter.GetBytes(value / 256f))] : type == "|b1" ? [.. Bytes(count).Select(value => (byte)(value % 2))] : Bytes(count));

        var (whole, parts) = (new NumPyDataset(path), new NumPyDataset(path) { LoadLimit = 0 });
        var (loaded, stored) = (await whole.LoadAsync(Options), await parts.LoadAsync(Options));

        AssertSame(loaded.Train, stored.Train);
        Assert.Equal(Values(loaded.Test), Values(stored.Test));
        Assert.Equal((whole.ContentHash, whole.Classes), (parts.ContentHash, parts.Classes));
        Assert.Equal(whole.ImageShape, parts.ImageShape);
    }

    [Theory]
    [InlineData("<f8", "4, 1, 1", 32, "its elements are f8; save array.astype('uint8') or array.astype('float32')")]
    [InlineData("<f4", "4, 1, 1", 16, "x has floating-point numbers outside [0, 1]")]
    [InlineData("|u1", "1, 2, 2", 4, "fewer than two images")]
    [InlineData("|u1", "4, 2, 2", 15, "has 16 bytes, but 15 follow the header")]
    [InlineData("|u1", "4, 2, 2, 2, 2", 64, "images are [count, rows, columns]")]
    public async Task An_array_that_cannot_be_read_in_parts_is_an_error(string type, string shape, int length, string reason)
    {
        var path = Npy(type, shape, [.. Enumerable.Repeat((byte)0x7e, length)]);
        var error = await Assert.ThrowsAsync<CodedException>(() => new NumPyDataset(path) { LoadLimit = 0 }.LoadAsync(Options));
        Assert.Equal(ErrorCodes.TableUnusable, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_becomes_shorter_is_an_error()
    {
        var path = Npy("|u1", "10, 2, 3", Bytes(60));
        var stored = await new NumPyDataset(path) { LoadLimit = 0 }.LoadAsync(Options);
        using (var file = File.OpenWrite(path))
            file.SetLength(150);

        var error = Assert.Throws<CodedException>(() => stored.Train.ToTensor());

        Assert.Equal(ErrorCodes.DataTruncated, error.Code);
        Assert.StartsWith($"{path} has become shorter: it ends before byte", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Plain files of images; compressed ones and labels are loaded.</summary>
    [Fact]
    public async Task An_IDX_file_has_the_same_pixels_and_is_checked()
    {
        var data = new TinyData();
        data.WriteTo(_folder, "data/tiny");
        var options = Options with { Folder = new(_folder.File("data"), "test"), SystemFolder = null, Offline = true };

        var (loaded, stored) = (await data.Dataset().LoadAsync(options), await (data.Dataset() with { LoadLimit = 0 }).LoadAsync(options));

        Assert.NotNull(stored.Train.Stored);
        Assert.Equal(loaded.Train.Labels, stored.Train.Labels);
        Assert.Equal(Values(loaded.Train), Values(stored.Train));
        Assert.Equal(Values(loaded.Test), Values(stored.Test));
        Assert.Equal(Values(loaded.Train.Select([2, 0])), Values(stored.Train.Select([2, 0])));

        var path = _folder.File("data/tiny/train-images-idx3-ubyte");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Equal(ErrorCodes.DataCorrupt, (await Assert.ThrowsAsync<CodedException>(() => (data.Dataset() with { LoadLimit = 0 }).LoadAsync(options))).Code);
        File.WriteAllBytes(path, bytes[..^1]);
        Assert.Equal(ErrorCodes.DataTruncated, (await Assert.ThrowsAsync<CodedException>(() => (data.Dataset() with { LoadLimit = 0 }).LoadAsync(options))).Code);
    }

    /// <summary>The pixels are kept in a file of the cache, which is decoded again if it is damaged.</summary>
    [Fact]
    public async Task A_folder_has_the_same_pixels()
    {
        for (var index = 0; index < 12; index++)
            Images.Write(_folder.File($"images/{(index % 2 == 0 ? "a" : "b")}/{index}.png"), 8, 8, (x, y) => new SKColor((byte)(x * 30), (byte)(y * 30), (byte)(index * 20)), SKEncodedImageFormat.Png);
        var path = _folder.File("images");

        var loaded = await new ImageFolderDataset(path, 3, 4, 6).LoadAsync(Options);
        AssertSame(loaded.Train, (await LoadInParts()).Train);

        var cached = Assert.Single(Directory.GetFiles(_folder.File("cache/images")));
        var bytes = File.ReadAllBytes(cached);
        bytes[50] ^= 1;
        File.WriteAllBytes(cached, bytes);
        AssertSame(loaded.Train, (await LoadInParts()).Train);
        Assert.Equal(Values(loaded.Test), Values((await LoadInParts()).Test));

        Task<Dataset> LoadInParts() => new ImageFolderDataset(path, 3, 4, 6) { LoadLimit = 0 }.LoadAsync(Options);
    }

    /// <summary>Data sets that are computed from others read all pixels if these fit into an array.</summary>
    [Fact]
    public async Task A_pooled_data_set_is_computed_from_stored_images()
    {
        var path = Npy("|u1", "10, 4, 4", Bytes(160));
        var (loaded, stored) = (new NumPyDataset(path), new NumPyDataset(path) { LoadLimit = 0 });
        Assert.Equal((await new PooledDataset(loaded, 2, 2).LoadAsync(Options)).Train.Pixels, (await new PooledDataset(stored, 2, 2).LoadAsync(Options)).Train.Pixels);
    }
}
