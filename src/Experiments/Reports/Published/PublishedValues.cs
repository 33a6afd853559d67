using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Published;

/// <summary>A published value.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Model">The model or baseline.</param>
/// <param name="Sizes">The sizes for which it is valid; other sizes may have any value.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">The publication.</param>
internal sealed record PublishedValue(string Dataset, string Model, IReadOnlyList<KeyValuePair<string, int>> Sizes, string Metric, double Value, string Source)
{
    /// <summary>True if the value is comparable to a job's metric.</summary>
    public bool IsOf(Job job, Metric metric) =>
        Metric == metric.Name
        && string.Equals(Dataset, job.Dataset.Name, StringComparison.OrdinalIgnoreCase)
        && Model == job.Name
        && Sizes.All(job.Sizes.Contains);
}

/// <summary>Published values, to be compared with measured ones.</summary>
internal sealed class PublishedValues(IReadOnlyList<PublishedValue> values)
{
    /// <summary>An empty list.</summary>
    public static PublishedValues None { get; } = new([]);

    /// <summary>The published value for a job's metric; null if none. Of several, the one with most sizes.</summary>
    public PublishedValue? Find(Job job, Metric metric) => values.Where(published => published.IsOf(job, metric)).MaxBy(published => published.Sizes.Count);
}
