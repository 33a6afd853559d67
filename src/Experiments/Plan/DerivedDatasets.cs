using ModelDsl.Data;

namespace ModelDsl.Experiments.Plan;

/// <summary>Extensions for data sets that are computed from others.</summary>
internal static class DerivedDatasets
{
    /// <summary>The data set whose files a data set is computed from: MNIST for <c>MNIST-10x10</c>, and for MNIST itself.</summary>
    public static IDataset Origin(this IDataset dataset) => dataset is IDerivedDataset derived ? derived.Source.Origin() : dataset;

    /// <summary>The same computation on other files: <c>FashionMNIST-10x10</c> for <c>MNIST-10x10</c> and FashionMNIST.</summary>
    public static IDataset OnOrigin(this IDataset dataset, IDataset origin) => dataset is IDerivedDataset derived ? derived.WithSource(derived.Source.OnOrigin(origin)) : origin;

    /// <summary>The data sets, followed by the derived ones on every other origin with the same image shape.</summary>
    public static IReadOnlyList<IDataset> WithCounterparts(this IReadOnlyList<IDataset> datasets)
    {
        var counterparts =
            from derived in datasets.OfType<IDerivedDataset>()
            from origin in datasets
            where origin is not IDerivedDataset && origin.ImageShape.SequenceEqual(derived.Origin().ImageShape)
            select derived.OnOrigin(origin);
        return [.. datasets, .. counterparts.ExceptBy(datasets.Select(dataset => dataset.Name), dataset => dataset.Name)];
    }
}
