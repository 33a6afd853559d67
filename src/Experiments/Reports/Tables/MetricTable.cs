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
    private readonly Lazy<IReadOnlyList<Ranking>> _rankings = new(() => Ranking.Of(Evaluator, Metrics, Rows));

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

    /// <summary>A sentence for each baseline that no trained model beats, with the metrics.</summary>
    public IEnumerable<string> Unbeaten =>
        from ranking in _rankings.Value
        where ranking.Unbeaten is not null
        group Words.WithoutAside(ranking.Metric.Title).Title by (ranking.Dataset, Baseline: ranking.Unbeaten!.Job.Name) into metrics
        select $"{metrics.Key.Dataset}: no trained model beats {metrics.Key.Baseline} in {string.Join("; ", metrics)}.";

    /// <summary>The notes that explain the mark † of unreliable values.</summary>
    public IEnumerable<string> Notes =>
        from metric in Metrics
        where Rows.Any(row => Unreliable(row, metric) is not null)
        select $"† {metric.Title}: unreliable and not ranked, because {metric.Reliance!.On.Title} is below {Numbers.Exact(metric.Reliance.AtLeast)}.";

    /// <summary>True if any value is a mean over seeds.</summary>
    public bool HasDeviations => Rows.Any(row => Metrics.Any(metric => Find(row, metric)?.Deviation is not null));

    /// <summary>True if any value is the best of its data set.</summary>
    public bool HasBest => _rankings.Value.Any(ranking => ranking.Best.Count > 0);

    /// <summary>True if any metric has a published value.</summary>
    public bool IsPublished => Metrics.Any(HasPublished);

    /// <summary>True if any row has a published value of a metric.</summary>
    public bool HasPublished(Metric metric) => Rows.Any(row => Published.Find(row.Job, metric) is not null);

    /// <summary>
    /// True if a row has the best reliable value of its data set's trained models, or one whose ± range overlaps with that of the best. False if there are
    /// fewer than two values, or if a baseline is at least as good.
    /// </summary>
    public bool IsBest(ReportRow row, Metric metric) => _rankings.Value.Any(ranking => ranking.Metric == metric && ranking.Best.Contains(row));
}
