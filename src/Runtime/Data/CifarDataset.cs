using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>
/// CIFAR-10 in its binary version: 50,000 and 10,000 color images of 32 × 32 pixels in ten classes (Krizhevsky 2009). A record is a label, then the red,
/// green and blue channel. Format: https://www.cs.toronto.edu/~kriz/cifar.html
/// </summary>
internal sealed class CifarDataset : IDataset
{
    private const string Folder = "cifar-10", File = "cifar-10-binary.tar.gz";
    private const int Pixels = 3 * 32 * 32, Record = 1 + Pixels;

    private static readonly string[] s_train = [.. Enumerable.Range(1, 5).Select(batch => $"data_batch_{batch}.bin")];

    private static readonly string[] s_test = ["test_batch.bin"];

    /// <summary>The SHA-256 of the archive.</summary>
    public string Sha256 { get; init; } = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd";

    /// <summary>The addresses of the archive.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [new($"https://www.cs.toronto.edu/~kriz/{File}")];

    /// <summary>The number of images in each file of the archive.</summary>
    public int BatchImages { get; init; } = 10_000;

    /// <inheritdoc/>
    public string Name => "CIFAR10";

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => [3, 32, 32];

    /// <inheritdoc/>
    public int Classes => 10;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <inheritdoc/>
    public string ContentHash => Sha256;

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var looked = new List<string>();
        if (options.Folder is { } named)
        {
            // The user named this folder: a damaged file in it is an error, and the search does not continue elsewhere.
            if (new[] { Path.Combine(named.Path, Folder, File), Path.Combine(named.Path, File) }.FirstOrDefault(Path.Exists) is { } path)
                return Read(path);
            looked.Add($"{named.Path} (not found; named by {named.NamedBy})");
        }

        var cached = Path.Combine(options.CacheFolder, Folder, File);
        if (Path.Exists(cached) && TryRead(cached, looked) is { } content)
            return content;
        return await DownloadAsync(options, cached, looked, cancellation);
    }

    private Dataset? TryRead(string path, List<string> looked)
    {
        try
        {
            return Read(path);
        }
        catch (CodedException exception)
        {
            looked.Add(exception.Message.TrimEnd('.'));
            return null;
        }
    }

    private async Task<Dataset> DownloadAsync(DataOptions options, string path, List<string> looked, CancellationToken cancellation)
    {
        try
        {
            if (!options.Offline)
                return await options.Downloader.DownloadAsync(Mirrors, path, Read, options.Progress, cancellation);
            looked.Add($"downloads are off ({DataOptions.OfflineVariable})");
            throw Unavailable(looked, null);
        }
        catch (DownloadException exception)
        {
            looked.AddRange(exception.Failures);
            throw Unavailable(looked, exception);
        }
    }

    private DatasetUnavailableException Unavailable(List<string> looked, Exception? inner) => new(
        $"{Name} is not available: looked for {File} in {string.Join("; ", looked)}. Allow the network; or put the archive into FOLDER/{Folder} and set {DataOptions.FolderVariable}=FOLDER or pass -p:DataDir=FOLDER.", inner);

    // The hash is checked before anything is unpacked.
    private Dataset Read(string path)
    {
        try
        {
            using var file = System.IO.File.OpenRead(path);
            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            if (hash != Sha256)
                throw new CodedException(ErrorCodes.DataCorrupt, $"{path} is not {Name}'s {File}: its SHA-256 is {hash}, expected {Sha256}. Delete it, and copy or download it again.");
            file.Position = 0;
            using var archive = new TarReader(new GZipStream(file, CompressionMode.Decompress));
            var batches = new Dictionary<string, byte[]>();
            while (archive.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                if (s_train.Concat(s_test).Contains(name) && entry.DataStream is { } stream)
                    batches[name] = Batch(path, name, stream);
            }

            return new(Join(path, batches, s_train), Join(path, batches, s_test));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Corrupt(path, exception.Message);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            throw FileErrors.Reading(path, exception);
        }
    }

    private byte[] Batch(string path, string name, Stream stream)
    {
        if (stream.Length != (long)BatchImages * Record)
            throw Corrupt(path, $"{name} has {stream.Length} bytes, expected {(long)BatchImages * Record}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private ImageSet Join(string path, Dictionary<string, byte[]> batches, string[] names)
    {
        var (pixels, labels) = (new byte[names.Length * BatchImages * Pixels], new byte[names.Length * BatchImages]);
        for (var index = 0; index < labels.Length; index++)
        {
            var name = names[index / BatchImages];
            if (!batches.TryGetValue(name, out var batch))
                throw Corrupt(path, $"it has no {name}");
            var record = batch.AsSpan(index % BatchImages * Record, Record);
            labels[index] = record[0];
            record[1..].CopyTo(pixels.AsSpan(index * Pixels));
        }

        return new ImageSet(pixels, labels, ImageShape);
    }

    private static CodedException Corrupt(string path, string what) =>
        new(ErrorCodes.DataCorrupt, $"{path} is corrupt: {what}. Delete it, and copy or download it again.");
}
