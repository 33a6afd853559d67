namespace ModelDsl.Data;

/// <summary>The data sets of the library, and the search by name.</summary>
public static class Datasets
{
    /// <summary>MNIST: 60,000 and 10,000 handwritten digits (LeCun, Cortes and Burges).</summary>
    public static IdxDataset Mnist { get; } = new(
        "MNIST", "mnist", Rows: 28, Columns: 28, Classes: 10,
        new("train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db") { Length = 16 + 60_000 * 28 * 28 },
        new("train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5") { Length = 8 + 60_000 },
        new("t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7") { Length = 16 + 10_000 * 28 * 28 },
        new("t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2") { Length = 8 + 10_000 },
        new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/"))
        { ClassNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] };

    /// <summary>Fashion-MNIST: 60,000 and 10,000 pictures of clothes in MNIST's format (Xiao, Rasul and Vollgraf 2017, arXiv:1708.07747).</summary>
    public static IdxDataset FashionMnist { get; } = new(
        "FashionMNIST", "fashion-mnist", Rows: 28, Columns: 28, Classes: 10,
        new("train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888") { Length = 16 + 60_000 * 28 * 28 },
        new("train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9") { Length = 8 + 60_000 },
        new("t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b") { Length = 16 + 10_000 * 28 * 28 },
        new("t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34") { Length = 8 + 10_000 },
        new Uri("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"))
        {
            Package = "dataset-fashion-mnist",
            ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        };

    /// <summary>MNIST, pooled to 10 × 10 pixels, for models with 100 features.</summary>
    public static PooledDataset PooledMnist { get; } = new(Mnist, 10, 10);

    /// <summary>CIFAR-10: 50,000 and 10,000 color images of animals and vehicles, 32 × 32 pixels (Krizhevsky 2009).</summary>
    public static IDataset Cifar10 { get; } = new CifarDataset();

    /// <summary>CIFAR-10 for coloring: gray images, and the colored ones as their targets.</summary>
    public static ColoringDataset Cifar10Coloring { get; } = new(Cifar10);

    /// <summary>The data sets of the library.</summary>
    public static IReadOnlyList<IDataset> Known { get; } = [Mnist, FashionMnist, PooledMnist, Cifar10, Cifar10Coloring];

    /// <summary>Finds a data set by name, regardless of case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="known">The data sets to choose from; <see cref="Known"/> if null.</param>
    /// <exception cref="CodedException">None has this name; the message lists the known names.</exception>
    public static IDataset Find(string name, IEnumerable<IDataset>? known = null)
    {
        var all = (known ?? Known).ToList();
        if (all.Find(dataset => string.Equals(dataset.Name, name, StringComparison.OrdinalIgnoreCase)) is { } found)
            return found;

        var names = all.Select(dataset => dataset.Name).ToList();
        throw new CodedException(
            ErrorCodes.UnknownDataset,
            $"There is no data set '{name}'.{Suggestion.DidYouMean(name, names)} Known: {string.Join(", ", names)}.");
    }
}
