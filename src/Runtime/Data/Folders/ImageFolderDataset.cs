using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>
/// A folder of images in PNG, JPEG or WebP format. Its subfolders are the classes, unless images are directly in it. Each image is cropped to the aspect
/// ratio of the shape, around its center, and resized. Photographs are turned upright; transparent pixels become white.
/// </summary>
public sealed class ImageFolderDataset : IDataset
{
    // Written into the hash: a change of decoding or resizing changes the pixels.
    private const string Version = "image folder 1";

    private readonly Lazy<ImageFiles> _files;
    private readonly Lazy<string> _hash;

    /// <summary>Declares a data set; nothing is read.</summary>
    /// <param name="folder">The folder, absolute or relative to the current one.</param>
    /// <param name="shape">The shape of one image: channels, 1 for gray or 3 for color, height and width.</param>
    /// <exception cref="ArgumentException">The shape is not that of a gray or color image.</exception>
    public ImageFolderDataset(string folder, params IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        ImageShape = Checked(shape);
        Name = Path.GetFileName(Folder);
        _files = new(() => ImageFiles.Of(Folder, TestFraction, SplitSeed));
        _hash = new(Hash);
    }

    /// <summary>True if a shape is that of a gray or color image, channels first.</summary>
    internal static bool IsImage(IReadOnlyList<long> shape) => shape is [1 or 3, > 0 and <= ushort.MaxValue, > 0 and <= ushort.MaxValue];

    /// <summary>Returns the shape, which must be that of an image.</summary>
    internal static IReadOnlyList<long> Checked(IReadOnlyList<long> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return IsImage(shape) ? [.. shape]
            : throw new ArgumentException($"[{string.Join(", ", shape)}] is not the shape of an image. Use 1 or 3 channels, then the height and the width: [3, 64, 64].", nameof(shape));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The name in reports. Default: the folder's.</summary>
    public string Name { get; init; }

    /// <summary>The fraction of the images to test on, if the folder has no subfolders <c>train</c> and <c>test</c>. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double TestFraction { get; init => field = RandomSplit.Fraction(value); } = RandomSplit.DefaultFraction;

    /// <summary>Selects other test images, and another order. Default: 0.</summary>
    public int SplitSeed { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape { get; }

    /// <inheritdoc/>
    public int Classes => Math.Max(1, ClassNames.Count);

    /// <summary>The names of the subfolders, in the order of their labels; empty if there are none.</summary>
    /// <exception cref="CodedException">The folder cannot be used.</exception>
    public IReadOnlyList<string> ClassNames => _files.Value.Classes;

    /// <summary>The hash of the names and contents of all image files, of the shape and of the split. All files are read once.</summary>
    /// <exception cref="CodedException">The folder cannot be used, or a file cannot be read.</exception>
    public string ContentHash => _hash.Value;

    /// <summary>If there are more pixels, they are stored in a file of the cache and read batch by batch.</summary>
    internal long LoadLimit { get; init; } = StoredImages.LoadLimit;

    /// <summary>The image files.</summary>
    internal ImageFiles Files => _files.Value;

    private int ImageSize => (int)ImageShape.Aggregate((product, axis) => product * axis);

    /// <inheritdoc/>
    public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Task.Run(() => Load(options, cancellation), cancellation);

    private Dataset Load(DataOptions options, CancellationToken cancellation)
    {
        var files = _files.Value;
        var all = files.All.ToList();
        var length = (long)ImageSize * all.Count;
        var cache = new PixelCache(options.CacheFolder, ContentHash);
        if (length > LoadLimit)
            return Stored(files, new(cache.FindFile(length, ImageShape) ?? cache.Keep(DecodeParts(all, cancellation), ImageShape), all.Count));
        var pixels = cache.Find(length) ?? Decode(all, cache, cancellation);
        return new(Part(0, files.Train), Part(files.Train.Count, files.Test));

        ImageSet Part(int start, IReadOnlyList<ImageFile> part) =>
            new(pixels.AsSpan(start * ImageSize, part.Count * ImageSize).ToArray(), [.. part.Select(file => file.Label)], ImageShape);
    }

    private static Dataset Stored(ImageFiles files, StoredImages images)
    {
        return new(Part(0, files.Train), Part(files.Train.Count, files.Test));

        ImageSet Part(int start, IReadOnlyList<ImageFile> part) => new(images.Range(start, part.Count), [.. part.Select(file => file.Label)]);
    }

    private byte[] Decode(List<ImageFile> all, PixelCache cache, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var pixels = new byte[all.Count * ImageSize];
        Decode(all, pixels, cancellation);
        // Decoding small images is fast, so they are not cached.
        if (watch.Elapsed > TimeSpan.FromSeconds(1))
            cache.Keep(pixels);
        return pixels;
    }

    private IEnumerable<ReadOnlyMemory<byte>> DecodeParts(List<ImageFile> all, CancellationToken cancellation)
    {
        const int partLength = 1 << 26;
        var count = Math.Clamp(partLength / ImageSize, 1, all.Count);
        var pixels = new byte[count * ImageSize];
        for (var start = 0; start < all.Count; start += count)
        {
            var part = all.GetRange(start, Math.Min(count, all.Count - start));
            Decode(part, pixels, cancellation);
            yield return pixels.AsMemory(0, part.Count * ImageSize);
        }
    }

    private void Decode(List<ImageFile> all, byte[] pixels, CancellationToken cancellation)
    {
        var errors = new CodedException?[all.Count];
        Parallel.For(0, all.Count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
        {
            try
            {
                DecodedImage.Of(all[index].Path, Read(all[index]))
                    .Resize((int)ImageShape[0], (int)ImageShape[1], (int)ImageShape[2], pixels.AsSpan(index * ImageSize, ImageSize));
            }
            catch (CodedException error)
            {
                errors[index] = error;
            }
        });
        if (errors.OfType<CodedException>().ToList() is [var first, .. var others])
            throw others.Count == 0 ? first : new CodedException(first.Code, $"{first.Message} {others.Count} other files also cannot be read.", first);
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var split = TestFraction.ToString(CultureInfo.InvariantCulture);
        Add($"{Version} {string.Join('x', ImageShape)} {split} {SplitSeed.ToString(CultureInfo.InvariantCulture)}");
        foreach (var (part, images) in new[] { ("train", _files.Value.Train), ("test", _files.Value.Test) })
        {
            foreach (var image in images)
                Add($"{part} {image.Label} {image.Name} {Convert.ToHexStringLower(SHA256.HashData(Read(image)))}");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static byte[] Read(ImageFile file) => CodedFile.Read(file.Path, () => File.ReadAllBytes(file.Path));
}
