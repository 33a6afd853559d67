using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Published;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>The table of one evaluator.</summary>
/// <param name="Evaluator">The evaluator.</param>
/// <param name="Metrics">The measured metrics, in the evaluator's order.</param>
/// <param name="Rows">The rows with at least one of the metrics.</param>
/// <param name="Published">The published values.</param>
internal sealed record MetricTable(IEvaluator Evaluator, IReadOnlyList<Metric> Metrics, IReadOnlyList<ReportRow> Rows, PublishedValues Published)
{
    // Lazy: TakesLabels creates models, which a run with everything up to date must not do.
    private readonly Lazy<HashSet<(ReportRow, Metric)>> _best = new(() => [.. Metrics.SelectMany(metric => Best(Evaluator, metric, Rows))]);

    /// <summary>The tables of the evaluators with metrics.</summary>
    public static IReadOnlyList<MetricTable> Of(IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<ReportRow> rows, PublishedValues published) =>
    [
        .. from evaluator in evaluators
           let metrics = evaluator.Metrics.Where(metric => rows.Any(row => row.Find(evaluator, metric) is not null)).ToList()
           where metrics.Count > 0
           select new MetricTable(evaluator, metrics, [.. rows.Where(row => metrics.Any(metric => row.Find(evaluator, metric) is not null))], published),
    ];

    /// <summary>A metric's value; null if not measured.</summary>
    public Statistic? Find(ReportRow row, Metric metric) => row.Find(Evaluator, metric);

    /// <summary>A cell's text; a dash if not measured.</summary>
    public string Text(ReportRow row, Metric metric) => Find(row, metric)?.ToText(metric.Digits) ?? "–";

    /// <summary>The reason why a value is unreliable, and therefore not ranked; null if it is reliable.</summary>
    public string? Unreliable(ReportRow row, Metric metric) => row.Unreliable(Evaluator, metric);

    /// <summary>The notes that explain the mark † of unreliable values.</summary>
    public IEnumerable<string> Notes =>
        from metric in Metrics
        where Rows.Any(row => Unreliable(row, metric) is not null)
        select $"† {metric.Title}: unreliable and not ranked, because {metric.Reliance!.On.Title} is below {Numbers.Exact(metric.Reliance.AtLeast)}.";

    /// <summary>True if any value is a mean over seeds.</summary>
    public bool HasDeviations => Rows.Any(row => Metrics.Any(metric => Find(row, metric)?.Deviation is not null));

    /// <summary>True if any value is the best of its data set.</summary>
    public bool HasBest => _best.Value.Count > 0;

    /// <summary>True if any row has a published value of a metric.</summary>
    public bool HasPublished(Metric metric) => Rows.Any(row => Published.Find(row.Job, metric) is not null);

    /// <summary>True if a row has the best reliable value of its data set's trained models. False if there are fewer than two values.</summary>
    public bool IsBest(ReportRow row, Metric metric) => _best.Value.Contains((row, metric));

    // Means that are equal after rounding share the rank.
    private static IEnumerable<(ReportRow, Metric)> Best(IEvaluator evaluator, Metric metric, IReadOnlyList<ReportRow> rows)
    {
        if (metric.Better == Better.Neither)
            yield break;
        foreach (var dataset in rows.Where(row => !row.IsBaseline).GroupBy(row => row.Job.Dataset))
        {
            // Models that receive labels are ranked only if all models of the data set do.
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
