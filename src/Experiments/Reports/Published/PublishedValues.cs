using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Published;

/// <summary>A value that others have published.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Model">The model or baseline.</param>
/// <param name="Sizes">The sizes that it holds for; others may have any value.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">Where it was published.</param>
internal sealed record PublishedValue(string Dataset, string Model, IReadOnlyList<KeyValuePair<string, int>> Sizes, string Metric, double Value, string Source)
{
    /// <summary>Whether a job measures the same.</summary>
    public bool IsOf(Job job, Metric metric) =>
        Metric == metric.Name
        && string.Equals(Dataset, job.Dataset.Name, StringComparison.OrdinalIgnoreCase)
        && Model == job.Name
        && Sizes.All(job.Sizes.Contains);
}

/// <summary>What others have published, to be printed beside our values.</summary>
internal sealed class PublishedValues(IReadOnlyList<PublishedValue> metrics)
{
    /// <summary>Nothing.</summary>
    public static PublishedValues None { get; } = new([]);

    /// <summary>The value that belongs beside a job's, the one that names most sizes where there are several; null where there is none.</summary>
    public PublishedValue? Find(Job job, Metric metric) => metrics.Where(published => published.IsOf(job, metric)).MaxBy(published => published.Sizes.Count);
}
