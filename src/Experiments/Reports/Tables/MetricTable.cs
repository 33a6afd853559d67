using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Published;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>What one evaluator found: its metrics, and the rows that have some.</summary>
/// <param name="Evaluator">The evaluator.</param>
/// <param name="Metrics">The metrics that were found, in its order.</param>
/// <param name="Rows">The rows with at least one of them.</param>
/// <param name="Published">What others have published.</param>
internal sealed record MetricTable(IEvaluator Evaluator, IReadOnlyList<Metric> Metrics, IReadOnlyList<ReportRow> Rows, PublishedValues Published)
{
    // Found when it is asked for: to see which models take labels is to make them, and a run that finds all up to date makes none.
    private readonly Lazy<HashSet<(ReportRow, Metric)>> _best = new(() => [.. Metrics.SelectMany(metric => Best(Evaluator, metric, Rows))]);

    /// <summary>A table for each evaluator that found something.</summary>
    public static IReadOnlyList<MetricTable> Of(IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<ReportRow> rows, PublishedValues published) =>
    [
        .. from evaluator in evaluators
           let metrics = evaluator.Metrics.Where(metric => rows.Any(row => row.Find(evaluator, metric) is not null)).ToList()
           where metrics.Count > 0
           select new MetricTable(evaluator, metrics, [.. rows.Where(row => metrics.Any(metric => row.Find(evaluator, metric) is not null))], published),
    ];

    /// <summary>A metric's value; null where nothing was measured.</summary>
    public Statistic? Find(ReportRow row, Metric metric) => row.Find(Evaluator, metric);

    /// <summary>A cell; a dash where nothing was measured.</summary>
    public string Text(ReportRow row, Metric metric) => Find(row, metric)?.ToText(metric.Digits) ?? "–";

    /// <summary>Why a value is shown and not ranked; null where it is ranked.</summary>
    public string? Unreliable(ReportRow row, Metric metric) => row.Unreliable(Evaluator, metric);

    /// <summary>What the mark † of values that are not ranked stands for; empty where there are none.</summary>
    public IEnumerable<string> Notes =>
        from metric in Metrics
        where Rows.Any(row => Unreliable(row, metric) is not null)
        select $"† {metric.Title}: not to be relied on, and not ranked, with {metric.Reliance!.On.Title} below {Numbers.Exact(metric.Reliance.AtLeast)}.";

    /// <summary>Whether any value is a mean over seeds.</summary>
    public bool HasDeviations => Rows.Any(row => Metrics.Any(metric => Find(row, metric)?.Deviation is not null));

    /// <summary>Whether any value is the best of its data set.</summary>
    public bool HasBest => _best.Value.Count > 0;

    /// <summary>Whether any row has a published value of a metric.</summary>
    public bool HasPublished(Metric metric) => Rows.Any(row => Published.Find(row.Job, metric) is not null);

    /// <summary>Whether a row has the best value of its data set among the trained models that can be relied on; never where there is nothing to compare.</summary>
    public bool IsBest(ReportRow row, Metric metric) => _best.Value.Contains((row, metric));

    // Means that are printed alike share the place.
    private static IEnumerable<(ReportRow, Metric)> Best(IEvaluator evaluator, Metric metric, IReadOnlyList<ReportRow> rows)
    {
        if (metric.Better == Better.Neither)
            yield break;
        foreach (var dataset in rows.Where(row => !row.IsBaseline).GroupBy(row => row.Job.Dataset))
        {
            // With a model that is told the classes, those that are not cannot be compared.
            var found = dataset.Where(row => !row.TakesLabels || dataset.All(other => other.TakesLabels)).Select(row => (Row: row, Value: row.Find(evaluator, metric)))
                .Where(row => row.Value is not null && row.Row.Unreliable(evaluator, metric) is null)
                .Select(row => (row.Row, Value: Math.Round(row.Value!.Mean, metric.Digits))).ToList();
            if (found.Count < 2)
                continue;
            var best = metric.Better == Better.Lower ? found.Min(row => row.Value) : found.Max(row => row.Value);
            foreach (var (row, value) in found)
                if (value.Equals(best))
                    yield return (row, metric);
        }
    }
}
