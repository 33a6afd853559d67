using System.Security.Cryptography;
using System.Text;

namespace ModelDsl.Data;

/// <summary>
/// A folder of pairs: its subfolders <c>input</c> and <c>target</c> have image files of equal names. They are read as an <see cref="ImageFolderDataset"/> reads
/// them.
/// </summary>
public sealed class PairFolderDataset : IDataset
{
    private const string Input = "input", Target = "target";

    private readonly Lazy<(ImageFolderDataset Inputs, ImageFolderDataset Targets)> _parts;

    /// <summary>Declares a data set; nothing is read.</summary>
    /// <param name="folder">The folder, absolute or relative to the current one.</param>
    /// <param name="imageShape">The shape of one input: channels, 1 for gray or 3 for color, height and width.</param>
    /// <param name="targetShape">The shape of one target.</param>
    /// <exception cref="ArgumentException">A shape is not that of a gray or color image.</exception>
    public PairFolderDataset(string folder, IReadOnlyList<long> imageShape, IReadOnlyList<long> targetShape)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Name = Path.GetFileName(Folder);
        (ImageShape, TargetShape) = (ImageFolderDataset.Checked(imageShape), ImageFolderDataset.Checked(targetShape));
        _parts = new(() => (Part(Input, ImageShape), Part(Target, TargetShape)));
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The name in reports. Default: the folder's.</summary>
    public string Name { get; init; }

    /// <summary>The fraction of the pairs to test on. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double TestFraction { get; init => field = RandomSplit.Fraction(value); } = RandomSplit.DefaultFraction;

    /// <summary>Selects other test pairs, and another order. Default: 0.</summary>
    public int SplitSeed { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> TargetShape { get; }

    /// <inheritdoc/>
    public int Classes => Paired().Inputs.Classes;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Paired().Inputs.ClassNames;

    /// <inheritdoc/>
    public string ContentHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"pairs {Paired().Inputs.ContentHash} {Paired().Targets.ContentHash}")));

    /// <summary>True if a folder has the subfolders of pairs and nothing else that is visible.</summary>
    internal static bool IsPairs(string folder) => Directory.Exists(folder)
        && Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal).SequenceEqual([Input, Target]);

    /// <inheritdoc/>
    public async Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default)
    {
        var (inputs, targets) = Paired();
        var (images, references) = (await inputs.LoadAsync(options, cancellation), await targets.LoadAsync(options, cancellation));
        return images with { TrainTargets = references.Train, TestTargets = references.Test };
    }

    // The split and the order depend only on the names below the two folders, so equal names give equal places.
    private (ImageFolderDataset Inputs, ImageFolderDataset Targets) Paired()
    {
        var (inputs, targets) = _parts.Value;
        var (ours, theirs) = (Names(inputs), Names(targets));
        if (ours.Except(theirs).FirstOrDefault() is { } alone)
            throw Unpaired(alone, inputs, targets);
        if (theirs.Except(ours).FirstOrDefault() is { } other)
            throw Unpaired(other, targets, inputs);
        return (inputs, targets);
    }

    private ImageFolderDataset Part(string name, IReadOnlyList<long> shape) => new(Path.Combine(Folder, name), shape) { Name = Name, TestFraction = TestFraction, SplitSeed = SplitSeed };

    private static List<string> Names(ImageFolderDataset part) => [.. part.Files.All.Select(file => file.Name)];

    private static CodedException Unpaired(string name, ImageFolderDataset has, ImageFolderDataset lacks) =>
        new(ErrorCodes.PairsMismatch, $"{has.Folder} has {name}, but {lacks.Folder} has no file of this name. Add it: each input and its target have one name, with one extension.");
}
