using ModelDsl.Data;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Plan;

/// <summary>Replaces missing data sets with an experiment's <c>Fallback</c>.</summary>
internal static class DatasetFallback
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Fallback";

    /// <summary>The fallback of an experiment; null if it sets none.</summary>
    /// <exception cref="CodedException">The data set is unknown; the error is at the setting.</exception>
    public static IDataset? Of(ExperimentSpec spec, IReadOnlyList<IDataset> datasets) =>
        new Settings(spec).Optional(Setting) is { } name ? Grid.FindDataset(spec, datasets, name, Setting) : null;

    /// <summary>
    /// Replaces missing data sets of an experiment with the fallback. A derived data set becomes the same computation on the fallback:
    /// <c>FashionMNIST-10x10</c> replaces <c>MNIST-10x10</c>. Data sets from the command line are never replaced.
    /// </summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="datasets">The data sets that it can name.</param>
    /// <param name="isMissing">True for data sets to replace.</param>
    /// <param name="isAvailable">True for data sets that can replace others.</param>
    public static ExperimentSpec Apply(ExperimentSpec spec, IReadOnlyList<IDataset> datasets, Func<IDataset, bool> isMissing, Func<IDataset, bool> isAvailable)
    {
        if (spec.IsOverridden(Grid.DatasetSetting) || Of(spec, datasets) is not { } fallback)
            return spec;

        var named = new Settings(spec).List(Grid.DatasetSetting).Select(name => Grid.FindDataset(spec, datasets, name, Grid.DatasetSetting)).ToList();
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
                [Grid.DatasetSetting] = [.. named.Select(dataset => replaced.GetValueOrDefault(dataset.Name, (dataset as AddressedDataset)?.Address ?? dataset.Name)).Distinct()],
            },
            Replaced = replaced,
        };
    }

    // The replacement must have the same image shape, because models take one shape. It must be in the catalogue, because the command that
    // reproduces the experiment names it.
    private static IDataset? Counterpart(IDataset dataset, IDataset fallback, IReadOnlyList<IDataset> datasets)
    {
        var counterpart = dataset.OnOrigin(fallback);
        return counterpart.Name != dataset.Name && counterpart.ImageShape.SequenceEqual(dataset.ImageShape)
            ? datasets.FirstOrDefault(known => known.Name == counterpart.Name) : null;
    }
}
