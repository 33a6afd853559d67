using System.Globalization;
using ModelDsl.Data;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Plan;

/// <summary>A data set that an experiment names by the path of its files, such as <c>folder:images</c>, and not by a name of the catalogue.</summary>
/// <param name="Address">The path as the experiment states it, with its prefix.</param>
/// <param name="Source">The data set.</param>
internal sealed record AddressedDataset(string Address, IDataset Source) : IDataset
{
    /// <inheritdoc/>
    public string Name => Source.Name;

    /// <inheritdoc/>
    public IReadOnlyList<long> ImageShape => Source.ImageShape;

    /// <inheritdoc/>
    public IReadOnlyList<long>? TargetShape => Source.TargetShape;

    /// <inheritdoc/>
    public int Classes => Source.Classes;

    /// <inheritdoc/>
    public string ContentHash => Source.ContentHash;

    /// <inheritdoc/>
    public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Source.LoadAsync(options, cancellation);
}

/// <summary>Creates the data sets that experiments name by paths.</summary>
internal static class DatasetAddress
{
    private const string ShapeSetting = "ImageShape", FractionSetting = "TestFraction", SeedSetting = "SplitSeed", LabelSetting = "LabelColumn";

    /// <summary>The settings of such data sets.</summary>
    public static IReadOnlyList<string> Settings { get; } = [ShapeSetting, FractionSetting, SeedSetting, LabelSetting];

    /// <summary>A catalogue that also has the data sets that an experiment names by paths.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="spec">The experiment.</param>
    /// <param name="models">Its models, which determine the shape of a folder's images if it is not set.</param>
    /// <exception cref="CodedException">The files cannot be used, or their shape is unknown; the error is at the setting.</exception>
    public static Catalogue WithAddressed(this Catalogue catalogue, ExperimentSpec spec, Func<IReadOnlyList<ModelEntry>> models)
    {
        var settings = new Settings(spec);
        var addresses = settings.List(Grid.DatasetSetting).Where(DatasetPath.IsPath).Distinct().ToList();
        if (addresses.Count == 0)
            return catalogue;

        var added = addresses.Select(address => Find(catalogue, spec, settings, address, models)).ToList();
        foreach (var dataset in added)
        {
            if (catalogue.Datasets.Concat(added).Any(other => !ReferenceEquals(other, dataset) && string.Equals(other.Name, dataset.Name, StringComparison.OrdinalIgnoreCase)))
                throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(Grid.DatasetSetting)} names {dataset.Address}, but another data set is also called {dataset.Name}. Rename the folder or file.", Grid.DatasetSetting);
        }

        return new Catalogue(catalogue.Models, [.. catalogue.Datasets, .. added], catalogue.Evaluators) { Addressed = catalogue.Addressed };
    }

    // Kept, because a hash reads all files.
    private static AddressedDataset Find(Catalogue catalogue, ExperimentSpec spec, Settings settings, string address, Func<IReadOnlyList<ModelEntry>> models)
    {
        var shape = DatasetPath.Prefix(address) == DatasetPath.Folder ? Shape(spec, settings, models) : [];
        var key = string.Join('|', [spec.ProjectFile, address, string.Join('x', shape), .. Settings.Select(settings.Optional)]);
        if (catalogue.Addressed.TryGetValue(key, out var known) && known is AddressedDataset dataset)
            return dataset;
        try
        {
            var opened = Open(spec, settings, address, shape, models);
            // Reads what is needed to detect a missing or damaged file here.
            _ = opened.Classes;
            dataset = new AddressedDataset(address, opened);
            catalogue.Addressed[key] = dataset;
            return dataset;
        }
        catch (CodedException error) when (error.File is null)
        {
            throw spec.Place(error, Grid.DatasetSetting);
        }
    }

    private static IDataset Open(ExperimentSpec spec, Settings settings, string address, IReadOnlyList<long> shape, Func<IReadOnlyList<ModelEntry>> models)
    {
        var path = spec.PathOf(DatasetPath.PathOf(address));
        var name = DatasetPath.NameOf(path);
        var seed = settings.Has(SeedSetting) ? settings.Integer(SeedSetting, 0) : 0;
        var fraction = settings.Number(FractionSetting, RandomSplit.DefaultFraction, below: 1);
        if (fraction == 0)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(FractionSetting)} sets {FractionSetting} to 0, but evaluators need test images. Set a number between 0 and 1, such as 0.2.", FractionSetting);
        return DatasetPath.Prefix(address) switch
        {
            DatasetPath.Csv => new CsvDataset(path)
            {
                Name = name, TestFraction = fraction, SplitSeed = seed, LabelColumn = settings.Optional(LabelSetting), PixelShape = settings.Has(ShapeSetting) ? StatedShape(spec, settings) : null,
            },
            DatasetPath.NumPy => new NumPyDataset(path) { Name = name, TestFraction = fraction, SplitSeed = seed },
            _ when PairFolderDataset.IsPairs(path) => new PairFolderDataset(path, shape, TargetShape(models) ?? shape) { Name = name, TestFraction = fraction, SplitSeed = seed },
            _ => new ImageFolderDataset(path, shape) { Name = name, TestFraction = fraction, SplitSeed = seed },
        };
    }

    private static IReadOnlyList<long> Shape(ExperimentSpec spec, Settings settings, Func<IReadOnlyList<ModelEntry>> models)
    {
        if (settings.Has(ShapeSetting))
            return StatedShape(spec, settings);

        var taken = models().Select(model => (model.Name, Shape: InputShape(model))).ToList();
        var shapes = taken.Select(model => model.Shape).Where(shape => shape is [1 or 3, _, _]).DistinctBy(shape => string.Join('x', shape)).ToList();
        if (shapes is [var only])
            return only;
        var listed = string.Join(", ", taken.Select(model => $"{model.Name} takes [{string.Join(", ", model.Shape)}]"));
        throw spec.Error(ExperimentErrorCodes.InvalidSetting,
            $"{spec.SourceOf(Grid.DatasetSetting)} names a folder of images, but the models do not determine their shape: {listed}. Set {ShapeSetting}, such as 3x64x64.", Grid.DatasetSetting);
    }

    private static IReadOnlyList<long> StatedShape(ExperimentSpec spec, Settings settings) =>
        settings.Single(ShapeSetting).Split('x', ',', '×').Select(axis => int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0L).ToList() is var shape
        && ImageFolderDataset.IsImage(shape) ? shape
        : throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf(ShapeSetting)}: {ShapeSetting} is '{settings.Single(ShapeSetting)}', but must be channels, 1 or 3, height and width: 3x64x64.", ShapeSetting);

    /// <summary>The output shape of the models that translate images; null if the models differ or the output is not an image.</summary>
    private static IReadOnlyList<long>? TargetShape(Func<IReadOnlyList<ModelEntry>> models)
    {
        var shapes = models().Select(OutputShape).OfType<IReadOnlyList<long>>().DistinctBy(shape => string.Join('x', shape)).ToList();
        return shapes is [[1 or 3, _, _]] ? shapes[0] : null;
    }

    // The last layer has this shape, unless the stage is hand-written.
    private static IReadOnlyList<long>? OutputShape(ModelEntry entry)
    {
        using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
        return model is IImageTranslator translator
            ? translator.Summary.Layers.LastOrDefault(layer => layer.Name.StartsWith($"{nameof(IImageTranslator.Translate)}.", StringComparison.Ordinal))?.Output : null;
    }

    private static IReadOnlyList<long> InputShape(ModelEntry entry)
    {
        using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
        return ((IModel)model).InputShape;
    }
}
