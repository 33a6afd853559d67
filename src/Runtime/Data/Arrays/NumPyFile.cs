using System.IO.Compression;
using ModelDsl.Files;

namespace ModelDsl.Data;

/// <summary>The arrays of a file of NumPy: one in <c>.npy</c>, several in <c>.npz</c>.</summary>
/// <param name="path">The file.</param>
/// <param name="arrays">The arrays by name; the name of the only one in <c>.npy</c> is <c>x</c>.</param>
internal sealed class NumPyFile(string path, IReadOnlyDictionary<string, NumPyArray> arrays)
{
    // The names of Keras and of MedMNIST, then those of a file without a split.
    private static readonly (string Train, string TrainLabels, string Test, string TestLabels)[] s_split =
        [("x_train", "y_train", "x_test", "y_test"), ("train_images", "train_labels", "test_images", "test_labels")];

    private const string Inputs = "inputs", Targets = "targets";

    private static readonly (string Images, string Labels)[] s_whole = [("x", "y"), ("images", "labels"), ("data", "labels"), ("arr_0", "arr_1")];

    /// <summary>Reads a file.</summary>
    /// <exception cref="CodedException">It cannot be read, or is not a file of NumPy.</exception>
    public static NumPyFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (!Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase))
                return new(path, new Dictionary<string, NumPyArray> { ["x"] = NumPyArray.Read(stream, stream.Length) });

            using var archive = new ZipArchive(stream);
            var arrays = new Dictionary<string, NumPyArray>();
            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
            {
                using var content = entry.Open();
                arrays[entry.FullName[..^".npy".Length]] = NumPyArray.Read(content, entry.Length);
            }

            return new(path, arrays);
        }
        catch (InvalidDataException error)
        {
            throw Unusable(path, error.Message, error);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }

    /// <summary>The data set of the arrays. Without arrays of test images, a part is selected for testing.</summary>
    /// <exception cref="CodedException">The arrays have other names, or are not images and labels.</exception>
    public Dataset ToDataset(double testFraction, int seed)
    {
        try
        {
            if (s_split.FirstOrDefault(names => arrays.ContainsKey(names.Train) && arrays.ContainsKey(names.Test)) is { Train: not null } split)
                return new(Images(split.Train, split.TrainLabels), Images(split.Test, split.TestLabels));
            if (arrays.ContainsKey(Inputs) && arrays.ContainsKey(Targets))
                return Pairs(testFraction, seed);
            if (s_whole.FirstOrDefault(names => arrays.ContainsKey(names.Images)) is not { Images: not null } whole)
                throw new InvalidDataException($"it has the arrays {string.Join(", ", arrays.Keys)}; needed are x_train, y_train, x_test and y_test, or x and y, or inputs and targets");

            return Split(Images(whole.Images, whole.Labels), testFraction, seed);
        }
        catch (InvalidDataException error)
        {
            throw Unusable(path, error.Message, error);
        }
    }

    /// <summary>The data set of a <c>.npy</c> file whose images are not loaded; null for other and for smaller files.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The largest size in bytes of a file that is loaded.</param>
    /// <param name="testFraction">The fraction of test images.</param>
    /// <param name="seed">Selects other test images.</param>
    /// <exception cref="CodedException">It cannot be read, or its elements are not images of bytes or 32-bit numbers in [0, 1].</exception>
    public static Dataset? OpenStored(string path, long limit, double testFraction, int seed)
    {
        if (!Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length <= limit)
                return null;
            var header = NumPyHeader.Read(stream, stream.Length);
            if (header.Type is not ("u1" or "b1" or "f4"))
                throw new InvalidDataException($"it is read batch by batch, because it has more than {limit >> 20} MiB, and its elements are {header.Type}; save array.astype('uint8') or array.astype('float32')");
            var layout = ArrayLayout.Of("x", header.Shape);
            var images = new StoredImages(new StoredFile(path, header.Start, layout.Shape, header.Type == "f4", layout.ChannelsLast), layout.Count);
            images.CheckRange();
            return Split(new ImageSet(images, new byte[layout.Count]), testFraction, seed);
        }
        catch (InvalidDataException error)
        {
            throw Unusable(path, error.Message, error);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }

    private Dataset Pairs(double testFraction, int seed)
    {
        var (inputs, targets) = (Images(Inputs, "labels"), Images(Targets, ""));
        if (inputs.Count != targets.Count)
            throw new CodedException(ErrorCodes.PairsMismatch, $"{path} has {inputs.Count} {Inputs}, but {targets.Count} {Targets}. Save one target for each input, in the same order.");
        var references = Split(targets, testFraction, seed);
        return Split(inputs, testFraction, seed) with { TrainTargets = references.Train, TestTargets = references.Test };
    }

    private static Dataset Split(ImageSet images, double testFraction, int seed)
    {
        if (images.Count < 2)
            throw new InvalidDataException("it has fewer than two images, one to train and one to test on");
        var order = RandomSplit.Order(images.Count, seed);
        var test = RandomSplit.TestCount(images.Count, testFraction);
        return new(images.Select(order[test..]), images.Select(order[..test]));
    }

    private ImageSet Images(string name, string labels)
    {
        var (array, layout) = (arrays[name], ArrayLayout.Of(name, arrays[name].Shape));
        var places = arrays.TryGetValue(labels, out var classes) ? Labels(labels, classes, layout.Count) : new byte[layout.Count];
        if (array.IsFloat)
        {
            var values = array.Floats();
            return values.All(value => value is >= 0 and <= 1)
                ? ImageSet.OfValues(layout.ChannelsFirst(values), places, layout.Shape)
                : throw new InvalidDataException($"{name} has floating-point numbers outside [0, 1]. Divide them by 255, or save them as uint8");
        }

        return new ImageSet(layout.ChannelsFirst(Bytes(name, array)), places, layout.Shape);
    }

    private static byte[] Labels(string name, NumPyArray array, int count) => array.Count == count
        ? Bytes(name, array) : throw new InvalidDataException($"{name} has {array.Count} labels for {count} images");

    private static byte[] Bytes(string name, NumPyArray array) => array.Type == "u1" ? array.Elements :
        [.. array.Integers().Select(value => value is >= 0 and <= byte.MaxValue ? (byte)value : throw new InvalidDataException($"{name} has the value {value}; values must be from 0 to 255"))];

    private static CodedException Unusable(string path, string reason, Exception inner) =>
        new(ErrorCodes.TableUnusable, $"{path} cannot be used as a data set: {reason}.", inner);
}
