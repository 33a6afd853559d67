using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports.Published;

/// <summary>A value that others have published.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Model">The model or control.</param>
/// <param name="Sizes">The sizes that it holds for; others may have any value.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Source">Where it was published.</param>
internal sealed record PublishedFigure(string Dataset, string Model, IReadOnlyList<KeyValuePair<string, int>> Sizes, string Figure, double Value, string Source)
{
    /// <summary>Whether a job measures the same.</summary>
    public bool IsOf(Job job, Figure figure) =>
        Figure == figure.Name
        && string.Equals(Dataset, job.Dataset.Name, StringComparison.OrdinalIgnoreCase)
        && Model == job.Name
        && Sizes.All(job.Sizes.Contains);
}

/// <summary>What others have published, to be printed beside our values.</summary>
internal sealed class PublishedFigures(IReadOnlyList<PublishedFigure> figures)
{
    /// <summary>Nothing.</summary>
    public static PublishedFigures None { get; } = new([]);

    /// <summary>The value that belongs beside a job's, the one that names most sizes where there are several; null where there is none.</summary>
    public PublishedFigure? Find(Job job, Figure figure) => figures.Where(published => published.IsOf(job, figure)).MaxBy(published => published.Sizes.Count);
}
