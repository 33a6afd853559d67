using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>One file of a data set.</summary>
/// <param name="Name">The uncompressed file's name: <c>train-images-idx3-ubyte</c>.</param>
/// <param name="Sha256">The SHA-256 of the uncompressed file, in lower-case hexadecimal.</param>
public sealed record DataFile(string Name, string Sha256)
{
    /// <summary>
    /// The length of the uncompressed file in bytes; null if unknown. With a length, a file that states another one is refused before it is unpacked.
    /// </summary>
    public long? Length { get; init; }
}

/// <summary>A data set in four IDX files: gray images and labels, for training and for testing.</summary>
/// <param name="Name">The name that experiments use.</param>
/// <param name="Folder">The name of its folder: <c>fashion-mnist</c>.</param>
/// <param name="Rows">The height of an image.</param>
/// <param name="Columns">The width of an image.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="TrainImages">The training images.</param>
/// <param name="TrainLabels">The labels of the training images.</param>
/// <param name="TestImages">The test images.</param>
/// <param name="TestLabels">The labels of the test images.</param>
/// <param name="Mirrors">Addresses of folders, each ending in a slash, with the files as <c>NAME.gz</c>; tried in order.</param>
public sealed record IdxDataset(
    string Name, string Folder, int Rows, int Columns, int Classes,
    DataFile TrainImages, DataFile TrainLabels, DataFile TestImages, DataFile TestLabels,
    params IReadOnlyList<Uri> Mirrors) : IDataset
{
    /// <summary>The package of Debian and Ubuntu with the data set; null if none.</summary>
    public string? Package { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Images in a plain file with more bytes are read batch by batch.</summary>
    internal long LoadLimit { get; init; } = StoredImages.LoadLimit;

    /// <summary>The four files.</summary>
    public IReadOnlyList<DataFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => [1, Rows, Columns];

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Files.Select(file => file.Sha256)))));

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var locator = new DataLocator(this, options);
        var trainImages = await locator.ReadAsync(TrainImages, cancellation);
        var trainLabels = await locator.ReadAsync(TrainLabels, cancellation);
        var testImages = await locator.ReadAsync(TestImages, cancellation);
        var testLabels = await locator.ReadAsync(TestLabels, cancellation);
        return new(Join(trainImages, trainLabels), Join(testImages, testLabels));
    }

    private ImageSet Join(IdxFile images, IdxFile labels)
    {
        if (images.Dimensions is not [_, var rows, var columns] || rows != Rows || columns != Columns)
            throw Mismatch($"{images.Path} contains [{string.Join(", ", images.Dimensions)}], but {Name} has [count, {Rows}, {Columns}]");
        if (labels.Dimensions is not [var count] || count != images.Dimensions[0])
            throw Mismatch($"{labels.Path} contains [{string.Join(", ", labels.Dimensions)}] labels for the {images.Dimensions[0]} images of {images.Path}");
        if (labels.Data.Any(label => label >= Classes))
            throw Mismatch($"{labels.Path} contains the label {labels.Data.Max()}, but {Name} has {Classes} classes");
        return images.Start is { } start
            ? new(new StoredImages(new StoredFile(images.Path, start, ImageShape), count), labels.Data)
            : new(images.Data, labels.Data, ImageShape);

        static CodedException Mismatch(string what) => new(ErrorCodes.DataMismatch, $"{what}. Use the four files of one data set.");
    }
}
