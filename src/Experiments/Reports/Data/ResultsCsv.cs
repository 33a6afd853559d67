using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Csv;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Data;

/// <summary>Writes <c>results.csv</c>: one line per job and metric. See docs/results.md for the columns.</summary>
internal static class ResultsCsv
{
    public const string File = "results.csv";

    public static string Of(ReportContent content) => string.Concat(
        Lines(content).Prepend(CsvText.Record("experiment", "dataset", "model", "sizes", "seed", "evaluator", "metric", "value", "fingerprint")));

    private static IEnumerable<string> Lines(ReportContent content) =>
        from table in content.Tables
        from row in table.Rows
        from job in row.Jobs
        let record = job.Result.Evaluations.GetValueOrDefault(table.Evaluator.Name)
        where record is not null
        from metric in table.Metrics
        where record.Metrics.ContainsKey(metric.Name)
        select CsvText.Record(
            CsvText.Literal(content.Spec.Name),
            CsvText.Literal(job.Job.Dataset.Name),
            CsvText.Literal(job.Job.Name),
            string.Join(';', job.Job.Sizes.Select(size => $"{size.Key}={size.Value}")),
            job.Job is ModelJob model ? $"{model.Training.Seed}" : "",
            CsvText.Literal(table.Evaluator.Name),
            CsvText.Literal(metric.Name),
            Numbers.Exact(record.Metrics[metric.Name]),
            record.Fingerprint);
}
