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
            if (s_whole.FirstOrDefault(names => arrays.ContainsKey(names.Images)) is not { Images: not null } whole)
                throw new InvalidDataException($"it has the arrays {string.Join(", ", arrays.Keys)}; needed are x_train, y_train, x_test and y_test, or x and y");

            var images = Images(whole.Images, whole.Labels);
            if (images.Count < 2)
                throw new InvalidDataException("it has fewer than two images, one to train and one to test on");
            var order = RandomSplit.Order(images.Count, seed);
            var test = RandomSplit.TestCount(images.Count, testFraction);
            return new(images.Select(order[test..]), images.Select(order[..test]));
        }
        catch (InvalidDataException error)
        {
            throw Unusable(path, error.Message, error);
        }
    }

    private ImageSet Images(string name, string labels)
    {
        var (array, layout) = (arrays[name], Layout.Of(name, arrays[name].Shape));
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

    // The meaning of the axes of an array: [count, rows, columns], with channels after or before the rows and columns, or [count, features].
    private sealed record Layout(int Count, int Channels, int Rows, int Columns, bool ChannelsLast)
    {
        public IReadOnlyList<long> Shape => [Channels, Rows, Columns];

        public static Layout Of(string name, IReadOnlyList<int> shape) => shape switch
        {
            [var count, var features] => new(count, 1, 1, features, false),
            [var count, var rows, var columns] => new(count, 1, rows, columns, false),
            [var count, var rows, var columns, (1 or 3) and var channels] => new(count, channels, rows, columns, true),
            [var count, (1 or 3) and var channels, var rows, var columns] => new(count, channels, rows, columns, false),
            _ => throw new InvalidDataException($"{name} is [{string.Join(", ", shape)}]; images are [count, rows, columns] or [count, rows, columns, 3], features [count, features]"),
        };

        public T[] ChannelsFirst<T>(T[] elements)
        {
            if (!ChannelsLast || Channels == 1)
                return elements;
            var moved = new T[elements.Length];
            var pixels = Rows * Columns;
            for (var index = 0; index < elements.Length; index++)
            {
                var (image, pixel, channel) = (index / (pixels * Channels), index / Channels % pixels, index % Channels);
                moved[(image * Channels + channel) * pixels + pixel] = elements[index];
            }

            return moved;
        }
    }
}
