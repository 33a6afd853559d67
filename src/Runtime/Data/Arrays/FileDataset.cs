using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>A data set in one file, which is read when its shape or its images are needed.</summary>
public abstract class FileDataset : IDataset
{
    private readonly Lazy<Dataset> _content;
    private readonly Lazy<string> _hash;

    /// <summary>Declares a data set; nothing is read.</summary>
    private protected FileDataset(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        File = Path.GetFullPath(path);
        Name = Path.GetFileName(File);
        _content = new(Read);
        _hash = new(Hash);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>The name in reports. Default: the file's.</summary>
    public string Name { get; init; }

    /// <summary>The fraction of the examples to test on, if the file does not state them. Default: 0.2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public double TestFraction { get; init => field = RandomSplit.Fraction(value); } = RandomSplit.DefaultFraction;

    /// <summary>Selects other test examples, and another order. Default: 0.</summary>
    public int SplitSeed { get; init; }

    /// <summary>The shape of one example.</summary>
    /// <exception cref="CodedException">The file cannot be used.</exception>
    public IReadOnlyList<long> ImageShape => _content.Value.Train.Shape;

    /// <summary>The shape of one target; null if the file has none.</summary>
    /// <exception cref="CodedException">The file cannot be used.</exception>
    public IReadOnlyList<long>? TargetShape => _content.Value.TrainTargets?.Shape;

    /// <summary>The number of classes; 1 without labels.</summary>
    /// <exception cref="CodedException">The file cannot be used.</exception>
    public int Classes => 1 + Math.Max(Largest(_content.Value.Train.Labels), Largest(_content.Value.Test.Labels));

    /// <summary>The hash of the file and of the settings.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public string ContentHash => _hash.Value;

    /// <inheritdoc/>
    public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Task.Run(() => _content.Value, cancellation);

    /// <summary>Reads the file.</summary>
    private protected abstract Dataset Read();

    /// <summary>A version, which changes with the code that reads, and the settings besides those of the split.</summary>
    private protected abstract string Settings { get; }

    private string Hash()
    {
        var content = CodedFile.Read(File, () =>
        {
            using var stream = System.IO.File.OpenRead(File);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{Settings} {TestFraction} {SplitSeed} {content}"))));
    }

    private static byte Largest(byte[] labels) => labels.Length == 0 ? (byte)0 : labels.Max();
}
