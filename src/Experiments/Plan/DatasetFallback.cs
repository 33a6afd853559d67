using ModelDsl.Data;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Plan;

/// <summary>Replaces data sets that are missing by an experiment's <c>Fallback</c>.</summary>
internal static class DatasetFallback
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Fallback";

    /// <summary>The data set that an experiment names as its fallback; null if it names none.</summary>
    /// <exception cref="CodedException">There is no such data set; the error stands where the setting does.</exception>
    public static IDataset? Of(ExperimentSpec spec, IReadOnlyList<IDataset> datasets) =>
        new Settings(spec).Optional(Setting) is { } name ? Grid.FindDataset(spec, datasets, name, Setting) : null;

    /// <summary>
    /// The experiment with the fallback in place of missing data sets, or with the same computation on the fallback: <c>FashionMNIST-10x10</c> in
    /// place of <c>MNIST-10x10</c>. What the command line names is never replaced.
    /// </summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="datasets">The data sets that it can name.</param>
    /// <param name="isMissing">Whether a data set is to be replaced.</param>
    /// <param name="isAvailable">Whether a data set can take its place.</param>
    public static ExperimentSpec Apply(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, Func<IDataset, bool> isMissing, Func<IDataset, bool> isAvailable)
    {
        if (spec.IsOverridden(Grid.DatasetSetting) || Of(spec, datasets) is not { } fallback)
            return spec;

        var named = new Settings(spec).List(Grid.DatasetSetting).Select(name => Grid.FindDataset(spec, datasets, name, Grid.DatasetSetting)).Distinct().ToList();
        var replaced = (
            from dataset in named
            where isMissing(dataset)
            let counterpart = Counterpart(dataset, fallback, datasets)
            where counterpart is not null && isAvailable(counterpart)
            select (dataset.Name, By: counterpart.Name)).ToDictionary(pair => pair.Name, pair => pair.By);
        return replaced.Count == 0 ? spec : spec with
        {
            Settings = new Dictionary<string, IReadOnlyList<string>>(spec.Settings)
            {
                [Grid.DatasetSetting] = [.. named.Select(dataset => replaced.GetValueOrDefault(dataset.Name, dataset.Name)).Distinct()],
            },
            Replaced = replaced,
        };
    }

    // Models take images of one shape; and the result can be named on the command line, so that anyone can ask for the same again.
    private static IDataset? Counterpart(IDataset dataset, IDataset fallback, IReadOnlyList<IDataset> datasets)
    {
        var counterpart = dataset.OnOrigin(fallback);
        return counterpart.Name != dataset.Name && counterpart.ImageShape.SequenceEqual(dataset.ImageShape)
            ? datasets.FirstOrDefault(known => known.Name == counterpart.Name) : null;
    }
}
