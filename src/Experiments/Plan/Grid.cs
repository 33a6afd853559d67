using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Plan;

/// <summary>The jobs of an experiment, checked before anything runs.</summary>
internal sealed record Grid(IReadOnlyList<Job> Jobs, IReadOnlyList<IEvaluator> Evaluators, int Threads, string Device, string? DataDir, ExecutionSettings Execution)
{
    /// <summary>The setting that names data sets.</summary>
    public const string DatasetSetting = "Dataset";

    /// <summary>The settings. Any other metadata is the axis of a size.</summary>
    public static IReadOnlyList<string> Reserved { get; } =
        [
            "Models", DatasetSetting, DatasetFallback.Setting, "TrainingImages", "TestImages", "Seeds", "Evaluate", "Threads", "Device", "DataDir", "Published", "Title", "Description",
            .. DatasetAddress.Settings, .. TrainingSettings.Names, .. ExecutionSettings.Names,
        ];

    /// <summary>By convention the size that is the length of a model's code. PCA is fitted with the same number of components.</summary>
    public const string CodeSize = "Latent";

    /// <summary>Expands the grid: data sets, then models, then sizes, then seeds. The baselines are the last jobs of each data set.</summary>
    /// <exception cref="CodedException">A name is unknown or a value is invalid; the error is at the item's line.</exception>
    public static Grid Of(ExperimentSpec spec, Catalogue catalogue)
    {
        NameRules.CheckTexts(spec);
        var settings = new Settings(spec);
        var evaluators = (settings.Has("Evaluate") ? settings.List("Evaluate") : ["Reconstruction"])
            .Select(name => FindEvaluator(spec, catalogue.Evaluators, name)).ToList();
        evaluators.ForEach(evaluator => NameRules.Check(spec, evaluator, "Evaluate"));
        CheckMetrics(spec, evaluators);
        var models = Models(spec, catalogue);
        var axes = SizeAxes(spec, settings, models);
        var seeds = settings.Integers("Seeds", 0);
        var training = TrainingSettings.Read(spec, settings);
        TrainingSettings.CheckGroups(spec, training, models);
        catalogue = WithAddressed(spec, catalogue);
        DatasetFallback.Of(spec, catalogue.Datasets);

        var jobs = new List<Job>();
        foreach (var dataset in FindDatasets(spec, settings, catalogue.Datasets))
        {
            var trained = (
                from model in models
                from sizes in Combinations(model, axes)
                from seed in seeds
                select new ModelJob(model, dataset, sizes, training.For(model.Objective!.Create()!) with { Seed = seed })).ToList();
            jobs.AddRange(trained);
            jobs.AddRange(BaselineJobs(dataset, trained, evaluators));
        }

        return new Grid(jobs, evaluators, settings.Integer("Threads", 1), settings.Single("Device"), settings.Optional("DataDir"), ExecutionSettings.Read(settings));
    }

    /// <summary>The catalogue, with the data sets that the experiment names by paths.</summary>
    /// <exception cref="CodedException">A model is unknown, or the files cannot be used; the error is at the item's line.</exception>
    public static Catalogue WithAddressed(ExperimentSpec spec, Catalogue catalogue) => catalogue.WithAddressed(spec, () => Models(spec, catalogue));

    private static List<ModelEntry> Models(ExperimentSpec spec, Catalogue catalogue) =>
        [.. new Settings(spec).List("Models").Select(name => FindModel(spec, catalogue.Models, name))];

    // Only baselines that at least one evaluator measures.
    private static IEnumerable<BaselineJob> BaselineJobs(IDataset dataset, List<ModelJob> trained, List<IEvaluator> evaluators)
    {
        var baselines = evaluators.Where(evaluator => evaluator.Measures(dataset)).Aggregate(Baselines.None, (all, evaluator) => all | evaluator.Baselines);
        if (baselines.HasFlag(Baselines.MeanImage))
            yield return BaselineJob.MeanImage(dataset);
        if (baselines.HasFlag(Baselines.PrincipalComponents))
        {
            var pixels = dataset.ImageShape.Aggregate(1L, (product, axis) => product * axis);
            var lengths = trained.SelectMany(job => job.Sizes).Where(size => size.Key == CodeSize).Select(size => size.Value).Distinct();
            // PCA has at most as many components as pixels.
            foreach (var length in lengths.Where(length => length <= pixels))
                yield return BaselineJob.PrincipalComponents(dataset, length);
        }

        if (baselines.HasFlag(Baselines.RawPixels))
            yield return BaselineJob.RawPixels(dataset);
    }

    private static ModelEntry FindModel(ExperimentSpec spec, IReadOnlyList<ModelEntry> catalogue, string name)
    {
        var named = catalogue.Where(entry => entry.Name == name).ToList();
        var model = named switch
        {
            [var only] => only,
            [] => throw spec.Error(ExperimentErrorCodes.UnknownModel, $"{spec.SourceOf("Models")} names the model '{name}', which is not declared.{Suggestion.DidYouMean(name, catalogue.Select(entry => entry.Name))} Declared: {Names(catalogue.Select(entry => entry.Name))}.", "Models"),
            _ => throw spec.Error(ExperimentErrorCodes.UnknownModel, $"Experiment '{spec.Name}' names the model '{name}', but {named.Count} models have this name. Rename all but one."),
        };
        if (model.Objective is null)
            throw spec.Error(ExperimentErrorCodes.NoObjective, $"Experiment '{spec.Name}': {name} has no objective. Add one to the class, such as [Reconstruction(Loss.MeanSquaredError)].");
        if (model.Objective.Create() is null)
            throw spec.Error(ExperimentErrorCodes.UntrainableObjective, $"Experiment '{spec.Name}': {name} has the objective {ModelJob.NameOf(model.Objective)}, whose attribute does not create an IObjective. Remove the model, or use another objective.");
        return model;
    }

    private static IEvaluator FindEvaluator(ExperimentSpec spec, IReadOnlyList<IEvaluator> evaluators, string name)
    {
        var names = evaluators.Select(evaluator => evaluator.Name).ToList();
        var named = evaluators.Where(evaluator => string.Equals(evaluator.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count > 1)
            throw spec.Error(ExperimentErrorCodes.UnknownEvaluator, $"Experiment '{spec.Name}' names the evaluator '{name}', but {named.Count} have this name: {Names(named.Select(evaluator => evaluator.GetType().FullName!))}. Rename yours.");
        return named.FirstOrDefault()
            ?? throw spec.Error(ExperimentErrorCodes.UnknownEvaluator, $"{spec.SourceOf("Evaluate")} names the evaluator '{name}', which does not exist.{Suggestion.DidYouMean(name, names)} Known: {Names(names)}. Mark an evaluator of your own with [Catalogued].", "Evaluate");
    }

    /// <summary>Checks that metric names are unique: tables, claims and published values identify metrics by name.</summary>
    private static void CheckMetrics(ExperimentSpec spec, IEnumerable<IEvaluator> evaluators)
    {
        var owners = new Dictionary<string, string>();
        foreach (var (evaluator, metric) in evaluators.SelectMany(evaluator => evaluator.Metrics, (evaluator, metric) => (evaluator.Name, metric.Name)))
        {
            if (!owners.TryAdd(metric, evaluator))
                throw spec.Error(ExperimentErrorCodes.UnknownEvaluator, $"{spec.SourceOf("Evaluate")} names {owners[metric]} and {evaluator}, which both report a metric '{metric}'. Rename yours.", "Evaluate");
        }
    }

    // The limits apply to the data set, so that models, baselines and probes are fitted to the same images.
    private static IEnumerable<IDataset> FindDatasets(ExperimentSpec spec, Settings settings, IReadOnlyList<IDataset> datasets)
    {
        var found = settings.List(DatasetSetting).Select(name => FindDataset(spec, datasets, name, DatasetSetting));
        if (!settings.Has("TrainingImages") && !settings.Has("TestImages"))
            return found;

        var (training, test) = (Count("TrainingImages"), Count("TestImages"));
        return found.Select(dataset => new FirstImages(dataset, training, test));

        int Count(string name) => settings.Has(name) ? settings.Integer(name, 1) : int.MaxValue;
    }

    /// <summary>Finds the data set that a setting names.</summary>
    /// <exception cref="CodedException">No data set has the name, or several have; the error is at the setting.</exception>
    public static IDataset FindDataset(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, string name, string setting)
    {
        if (datasets.OfType<AddressedDataset>().FirstOrDefault(dataset => dataset.Address == name) is { } addressed)
            return addressed;
        var named = datasets.Where(dataset => string.Equals(dataset.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count > 1)
            throw spec.Error(ErrorCodes.UnknownDataset, $"Experiment '{spec.Name}' names the data set '{name}', but {named.Count} have this name: {Names(named.Select(dataset => dataset.GetType().FullName!))}. Rename yours.");
        try
        {
            var found = Datasets.Find(name, datasets);
            NameRules.Check(spec, "data set", found.Name, setting);
            return found;
        }
        catch (CodedException error) when (error.File is null)
        {
            var hint = Directory.Exists(spec.PathOf(name)) ? $" To use the images of a folder, write {DatasetPath.Folder}{name}." : "";
            throw spec.Place(new CodedException(error.Code, error.Message + hint, error), setting);
        }
    }

    private static Dictionary<string, IReadOnlyList<int>> SizeAxes(ExperimentSpec spec, Settings settings, List<ModelEntry> models)
    {
        var axes = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var name in spec.Settings.Keys.Where(name => !Reserved.Contains(name)))
        {
            var sizes = models.SelectMany(model => model.Sizes).Select(size => size.Name).Distinct().ToList();
            if (!sizes.Contains(name))
            {
                throw spec.Error(ExperimentErrorCodes.UnknownSetting,
                    $"{spec.SourceOf(name)} sets {name}, which is neither a setting nor a size of {Names(models.Select(model => model.Name))}."
                    + $"{Suggestion.DidYouMean(name, [.. sizes, .. Reserved])} Settings: {Names(Reserved)}; sizes: {Names(sizes)}.", name);
            }

            var values = settings.Integers(name, 1);
            CheckAllowed(spec, models, name, values);
            axes.Add(name, values);
        }

        return axes;
    }

    /// <summary>Checks that models allow the sizes: the generator checked their shapes only for allowed sizes.</summary>
    private static void CheckAllowed(ExperimentSpec spec, List<ModelEntry> models, string name, IReadOnlyList<int> values)
    {
        foreach (var (model, size) in models.SelectMany(model => model.Sizes.Where(size => size.Name == name), (model, size) => (model, size)))
        {
            foreach (var value in values.Where(value => !size.Allows(value)))
                throw spec.Error(ExperimentErrorCodes.SizeNotAllowed, $"{spec.SourceOf(name)} sets {name} to {value}, but {model.Name} allows {size.Allowed}. Change the value, or the [Size] of {model.Name}.", name);
        }
    }

    /// <summary>All combinations of a model's sizes. Axes of sizes that the model does not have are ignored.</summary>
    private static IEnumerable<IReadOnlyList<KeyValuePair<string, int>>> Combinations(
        ModelEntry model, Dictionary<string, IReadOnlyList<int>> axes)
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, int>>> combinations = [[]];
        foreach (var size in model.Sizes)
        {
            var values = axes.GetValueOrDefault(size.Name, [size.Default]);
            combinations = combinations.SelectMany(chosen =>
                values.Select(value => (IReadOnlyList<KeyValuePair<string, int>>)[.. chosen, new(size.Name, value)]));
        }

        return combinations;
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
