using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>The ranking of one metric on one data set.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Best">The trained models that are marked as best; empty if there are fewer than two values, or if a baseline is at least as good.</param>
/// <param name="Unbeaten">The best baseline, if no trained model beats it; otherwise null.</param>
internal sealed record Ranking(string Dataset, Metric Metric, IReadOnlyList<ReportRow> Best, ReportRow? Unbeaten)
{
    /// <summary>The rankings of all metrics with a direction, on all data sets.</summary>
    public static IReadOnlyList<Ranking> Of(IEvaluator evaluator, IReadOnlyList<Metric> metrics, IReadOnlyList<ReportRow> rows) =>
    [
        .. from dataset in rows.GroupBy(row => row.Job.Dataset.Name)
           from metric in metrics
           where metric.Better != Better.Neither
           select Of(evaluator, metric, dataset.Key, [.. dataset]),
    ];

    private static Ranking Of(IEvaluator evaluator, Metric metric, string dataset, IReadOnlyList<ReportRow> rows)
    {
        // Models that receive labels are ranked only if all models of the data set do.
        var trained = rows.Where(row => !row.IsBaseline).ToList();
        var entries = Entries(evaluator, metric, trained.Where(row => !row.TakesLabels || trained.All(other => other.TakesLabels)));
        var baselines = Entries(evaluator, metric, rows.Where(row => row.IsBaseline));
        if (entries.Count == 0)
            return new Ranking(dataset, metric, [], null);
        if (baselines.Count > 0 && baselines[0].Score >= entries[0].Score)
            return new Ranking(dataset, metric, [], baselines[0].Score >= Entries(evaluator, metric, trained)[0].Score ? baselines[0].Row : null);
        return new Ranking(dataset, metric, entries.Count < 2 ? [] : [.. entries.Where(entry => entry.Ties(entries[0])).Select(entry => entry.Row)], null);
    }

    /// <summary>The reliable values, from the best.</summary>
    private static List<Entry> Entries(IEvaluator evaluator, Metric metric, IEnumerable<ReportRow> rows) =>
    [
        .. from row in rows
           let value = row.Find(evaluator, metric)
           where value is not null && row.Unreliable(evaluator, metric) is null
           let mean = Math.Round(value.Mean, metric.Digits)
           let score = metric.Better == Better.Lower ? -mean : mean
           orderby score descending
           select new Entry(row, score, value.Deviation ?? 0),
    ];

    /// <param name="Row">The row.</param>
    /// <param name="Score">The rounded mean, with the sign that makes higher better.</param>
    /// <param name="Deviation">The standard deviation; 0 for a single seed.</param>
    private readonly record struct Entry(ReportRow Row, double Score, double Deviation)
    {
        /// <summary>True if the ± ranges overlap, or if the rounded means are equal.</summary>
        public bool Ties(Entry best) => best.Score - Score <= Deviation + best.Deviation;
    }
}
