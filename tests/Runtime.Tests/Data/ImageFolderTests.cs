using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;
using SkiaSharp;

namespace ModelDsl.Runtime.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly SKColor s_red = new(255, 0, 0), s_blue = new(0, 0, 255);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataOptions Options => new() { CacheFolder = _folder.File("cache") };

    private Task<Dataset> LoadAsync(ImageFolderDataset dataset) => dataset.LoadAsync(Options);

    private ImageFolderDataset Dataset(params long[] shape) => new(_folder.File("images"), shape);

    private void Fill(string path, SKColor color, SKEncodedImageFormat format = SKEncodedImageFormat.Png) => Images.Write(_folder.File($"images/{path}"), 8, 8, (_, _) => color, format);

    [Fact]
    public async Task Subfolders_are_classes_and_a_fifth_is_for_testing()
    {
        for (var index = 0; index < 10; index++)
            Fill($"{(index < 5 ? "red" : "blue")}/{index}.png", index < 5 ? s_red : s_blue);
        File.WriteAllText(_folder.File("images/readme.txt"), "no image");
        File.WriteAllText(_folder.File("images/red/._0.png"), "metadata of macOS");

        var dataset = Dataset(3, 4, 4);
        var loaded = await LoadAsync(dataset);

        Assert.Equal(("images", 2), (dataset.Name, dataset.Classes));
        Assert.Equal(["blue", "red"], dataset.ClassNames);
        Assert.Equal((8, 2), (loaded.Train.Count, loaded.Test.Count));
        foreach (var part in new[] { loaded.Train, loaded.Test })
        {
            for (var index = 0; index < part.Count; index++)
                Assert.Equal(part.Labels[index] == 1 ? [255, 0, 0] : new byte[] { 0, 0, 255 }, part.Image(index).ToArray().Chunk(16).Select(channel => channel.Distinct().Single()));
        }
    }

    [Fact]
    public async Task Images_directly_in_the_folder_have_no_classes()
    {
        Fill("a.png", s_red);
        Fill("b.JPG", s_red, SKEncodedImageFormat.Jpeg);
        Fill("more/c.webp", s_red, SKEncodedImageFormat.Webp);

        var loaded = await LoadAsync(Dataset(1, 2, 2));

        Assert.Equal(1, Dataset(1, 2, 2).Classes);
        Assert.Equal((2, 1), (loaded.Train.Count, loaded.Test.Count));
        // 0.299 · 255 = 76.2
        Assert.All(loaded.Train.Pixels.Concat(loaded.Test.Pixels), pixel => Assert.InRange(pixel, 75, 77));
    }

    [Fact]
    public async Task The_folders_train_and_test_are_the_split()
    {
        Fill("train/x/1.png", s_red);
        Fill("train/y/1.png", s_blue);
        Fill("Test/y/1.png", s_blue);

        var loaded = await LoadAsync(Dataset(3, 2, 2));

        Assert.Equal((2, 1), (loaded.Train.Count, loaded.Test.Count));
        Assert.Equal(1, loaded.Test.Labels.Single());
    }

    [Fact]
    public async Task The_split_depends_on_names_and_seed_only()
    {
        for (var index = 0; index < 20; index++)
            Images.Write(_folder.File($"images/{index}.png"), 1, 1, (_, _) => new SKColor((byte)index, 0, 0));

        var first = await LoadAsync(Dataset(3, 1, 1));
        var again = await LoadAsync(Dataset(3, 1, 1));
        var other = await LoadAsync(new ImageFolderDataset(_folder.File("images"), 3, 1, 1) { SplitSeed = 1, TestFraction = 0.5 });

        Assert.Equal(first.Test.Pixels, again.Test.Pixels);
        Assert.Equal((16, 4), (first.Train.Count, first.Test.Count));
        Assert.Equal((10, 10), (other.Train.Count, other.Test.Count));
        Assert.Equal(20, first.Train.Pixels.Concat(first.Test.Pixels).Chunk(3).Select(pixel => pixel[0]).Distinct().Count());
        Assert.NotEqual(first.Test.Pixels, other.Test.Pixels[..first.Test.Pixels.Length]);
    }

    [Fact]
    public async Task An_image_is_cropped_around_its_center_and_averaged()
    {
        // 6 × 2: the middle 2 × 2 have 0, 40, 80 and 120; the rest is white.
        byte[] middle = [0, 40, 80, 120];
        Images.Write(_folder.File("images/a.png"), 6, 2, (x, y) => x is 2 or 3 ? Gray(middle[y * 2 + x - 2]) : SKColors.White);
        Images.Write(_folder.File("images/b.png"), 6, 2, (x, y) => x is 2 or 3 ? Gray(middle[y * 2 + x - 2]) : SKColors.White);

        Assert.Equal(60, Assert.Single((await LoadAsync(Dataset(1, 1, 1))).Test.Pixels));
        Assert.Equal(middle, (await LoadAsync(Dataset(1, 2, 2))).Test.Pixels);
        Assert.Equal([0, 0, 40, 40, 0, 0, 40, 40, 80, 80, 120, 120, 80, 80, 120, 120], (await LoadAsync(Dataset(1, 4, 4))).Test.Pixels);

        static SKColor Gray(byte value) => new(value, value, value);
    }

    [Fact]
    public async Task Linked_folders_are_followed_but_not_in_a_loop()
    {
        if (OperatingSystem.IsWindows())
            return; // links need a privilege
        Fill("a/1.png", s_red);
        Fill("a/2.png", s_red);
        Images.Write(_folder.File("elsewhere/3.png"), 8, 8, (_, _) => s_blue);
        Directory.CreateSymbolicLink(_folder.File("images/b"), _folder.File("elsewhere"));
        Directory.CreateSymbolicLink(_folder.File("images/a/loop"), _folder.File("images"));

        var loaded = await LoadAsync(Dataset(3, 1, 1));

        Assert.Equal(3, loaded.Train.Count + loaded.Test.Count);
        Assert.Equal(["a", "b"], Dataset(3, 1, 1).ClassNames);
    }

    [Fact]
    public async Task Transparent_pixels_are_white()
    {
        foreach (var name in new[] { "a", "b" })
            Images.Write(_folder.File($"images/{name}.png"), 1, 1, (_, _) => new SKColor(0, 0, 0, 0));

        Assert.Equal([255, 255, 255], (await LoadAsync(Dataset(3, 1, 1))).Test.Pixels);
    }

    /// <summary>Corners of the upright image, from the top left by rows, for an image whose stored corners are 0, 1, 2, 3.</summary>
    [Theory]
    [InlineData(1, new[] { 0, 1, 2, 3 })]
    [InlineData(2, new[] { 1, 0, 3, 2 })]
    [InlineData(3, new[] { 3, 2, 1, 0 })]
    [InlineData(4, new[] { 2, 3, 0, 1 })]
    [InlineData(5, new[] { 0, 2, 1, 3 })]
    [InlineData(6, new[] { 2, 0, 3, 1 })]
    [InlineData(7, new[] { 3, 1, 2, 0 })]
    [InlineData(8, new[] { 1, 3, 0, 2 })]
    public async Task Photographs_are_turned_upright(byte orientation, int[] corners)
    {
        var jpeg = Images.Encode(32, 32, (x, y) => Level(y / 16 * 2 + x / 16), SKEncodedImageFormat.Jpeg);
        foreach (var name in new[] { "a", "b" })
            Images.WriteBytes(_folder.File($"images/{name}.jpg"), Images.Oriented(jpeg, orientation));

        var pixels = (await LoadAsync(Dataset(1, 2, 2))).Test.Pixels;

        Assert.Equal(corners, pixels.Select(pixel => (int)Math.Round(pixel / 80.0)));

        static SKColor Level(int corner) => new((byte)(corner * 80), (byte)(corner * 80), (byte)(corner * 80));
    }

    [Fact]
    public void The_hash_changes_with_names_content_shape_and_split()
    {
        Fill("a/1.png", s_red);
        Fill("b/2.png", s_blue);
        string Hash(Func<ImageFolderDataset>? dataset = null) => (dataset ?? (() => Dataset(3, 2, 2)))().ContentHash;

        var hashes = new List<string>
        {
            Hash(), Hash(() => Dataset(1, 2, 2)), Hash(() => Dataset(3, 2, 3)),
            Hash(() => new ImageFolderDataset(_folder.File("images"), 3, 2, 2) { TestFraction = 0.5 }), Hash(() => new ImageFolderDataset(_folder.File("images"), 3, 2, 2) { SplitSeed = 3 }),
        };
        Assert.Equal(hashes[0], Hash());
        Fill("a/1.png", s_blue);
        hashes.Add(Hash());
        File.Move(_folder.File("images/b/2.png"), _folder.File("images/b/3.png"));
        hashes.Add(Hash());

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Theory]
    [InlineData("text", "is not an image")]
    [InlineData("empty", "the file is empty")]
    [InlineData("truncated", "is truncated")]
    [InlineData("huge", "declares 60000 × 60000 pixels")]
    public async Task A_file_that_is_no_image_is_named(string kind, string reason)
    {
        Fill("good.png", s_red);
        Images.Write(_folder.File("noise.png"), 64, 64, (x, y) => new SKColor((byte)(x * 37 ^ y * 91), (byte)(x * y), (byte)(y * 7)));
        var bytes = File.ReadAllBytes(_folder.File("noise.png"));
        Images.WriteBytes(_folder.File("images/bad.png"), kind switch
        {
            "text" => "not an image"u8.ToArray(),
            "empty" => [],
            "truncated" => bytes[..(bytes.Length / 2)],
            _ => Huge(bytes),
        });

        var error = await Assert.ThrowsAsync<CodedException>(() => LoadAsync(Dataset(3, 2, 2)));

        Assert.Equal(ErrorCodes.ImageUnreadable, error.Code);
        Assert.Contains("bad.png", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);

        // The width and height of the header, with its checksum.
        static byte[] Huge(byte[] png)
        {
            byte[] size = [0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60];
            byte[] header = [.. "IHDR"u8, .. size, .. png[24..29]];
            var crc = uint.MaxValue;
            foreach (var value in header)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc >> 1) ^ (0xedb88320 & (0 - (crc & 1)));
            }

            crc = ~crc;
            return [.. png[..12], .. header, (byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc, .. png[33..]];
        }
    }

    [Theory]
    [InlineData("image", "There is no folder", "Did you mean images?")]
    [InlineData("images/none", "contains no images", "")]
    [InlineData("images/one", "contains only one image", "")]
    public void A_folder_without_images_is_an_error(string folder, string reason, string repair)
    {
        Directory.CreateDirectory(_folder.File("images/none"));
        Fill("one/1.png", s_red);

        var error = Assert.Throws<CodedException>(() => new ImageFolderDataset(_folder.File(folder), 3, 2, 2).ContentHash);

        Assert.Equal(ErrorCodes.ImageFolderUnusable, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(repair, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_is_no_image_is_an_error()
    {
        foreach (var shape in new long[][] { [2, 4, 4], [3, 0, 4], [4, 4], [3, 70000, 4] })
            Assert.Throws<ArgumentException>(() => Dataset(shape));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageFolderDataset("x", 1, 2, 2) { TestFraction = 1 });
    }

    [Fact]
    public void Damaged_cached_pixels_are_not_used()
    {
        var cache = new PixelCache(_folder.Path, "key");
        Assert.Null(cache.Find(3));
        cache.Keep([1, 2, 3]);
        Assert.Equal([1, 2, 3], cache.Find(3));
        Assert.Null(cache.Find(4));
        var file = Directory.GetFiles(_folder.Path, "key", SearchOption.AllDirectories).Single();
        for (var index = 0; index < 35; index++)
        {
            var bytes = File.ReadAllBytes(file);
            bytes[index] ^= 1;
            File.WriteAllBytes(file, bytes);
            Assert.Null(cache.Find(3));
            bytes[index] ^= 1;
            File.WriteAllBytes(file, bytes);
        }

        Assert.Equal([1, 2, 3], cache.Find(3));
    }
}
