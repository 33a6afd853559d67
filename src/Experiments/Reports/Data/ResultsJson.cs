using System.Text.Encodings.Web;
using System.Text.Json;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Data;

/// <summary>
/// Writes <c>results.json</c>: each row's mean, standard deviation, values by seed and published value, and the verdicts. See docs/results.md for
/// the schema.
/// </summary>
internal static class ResultsJson
{
    public const string File = "results.json";

    // To be raised when a member is renamed or removed or changes its meaning, not for new members.
    private const int SchemaVersion = 1;

    public static void Write(Stream stream, ReportContent content)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteString("experiment", content.Spec.Name);
        json.WriteString("preset", content.Spec.Preset);
        json.WriteString("engine", content.Engine);
        json.WriteString("command", content.Command);
        json.WriteNumber("missingJobs", content.Missing);
        WriteReplaced(json, content);
        WriteSettings(json, content);
        json.WriteStartArray("rows");
        foreach (var row in content.Rows)
            WriteRow(json, content, row);
        json.WriteEndArray();
        WriteClaims(json, content);
        json.WriteEndObject();
    }

    private static void WriteReplaced(Utf8JsonWriter json, ReportContent content)
    {
        if (content.Spec.Replaced is not { Count: > 0 } replaced)
            return;
        json.WriteStartObject("replacedDatasets");
        foreach (var (name, by) in replaced)
            json.WriteString(name, by);
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, ReportContent content)
    {
        json.WriteStartObject("settings");
        foreach (var (name, values) in content.Settings)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, ReportContent content, ReportRow row)
    {
        json.WriteStartObject();
        json.WriteString("dataset", row.Job.Dataset.Name);
        json.WriteString(row.IsBaseline ? "baseline" : "model", row.Job.Name);
        json.WriteStartObject("sizes");
        foreach (var (name, value) in row.Job.Sizes)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        if (row.Parameters is { } parameters)
            json.WriteNumber("parameters", parameters);

        json.WriteStartObject("metrics");
        foreach (var table in content.Tables)
        {
            foreach (var metric in table.Metrics)
                if (table.Find(row, metric) is { } statistic)
                    WriteMetric(json, table, metric, statistic, row);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter json, MetricTable table, Metric metric, Statistic statistic, ReportRow row)
    {
        json.WriteStartObject(metric.Name);
        json.WriteString("evaluator", table.Evaluator.Name);
        json.WriteString("title", metric.Title);
        json.WriteString("better", metric.Better.ToString().ToLowerInvariant());
        if (table.Unreliable(row, metric) is { } reason)
            json.WriteString("unreliable", reason);
        json.WriteNumber("mean", statistic.Mean);
        if (statistic.Deviation is { } deviation)
            json.WriteNumber("standardDeviation", deviation);
        if (table.Published.Find(row.Job, metric) is { } published)
            WritePublished(json, published, statistic);
        json.WriteStartArray("values");
        foreach (var job in row.Jobs)
        {
            if (!job.Result.Evaluations.TryGetValue(table.Evaluator.Name, out var record) || !record.Metrics.TryGetValue(metric.Name, out var value))
                continue;
            json.WriteStartObject();
            if (job.Job is ModelJob model)
                json.WriteNumber("seed", model.Training.Seed);
            json.WriteNumber("value", value);
            json.WriteString("job", job.Job.Key);
            json.WriteString("fingerprint", record.Fingerprint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePublished(Utf8JsonWriter json, PublishedValue published, Statistic ours)
    {
        json.WriteStartObject("published");
        json.WriteNumber("value", published.Value);
        json.WriteNumber("difference", ours.Mean - published.Value);
        json.WriteString("source", published.Source);
        json.WriteEndObject();
    }

    private static void WriteClaims(Utf8JsonWriter json, ReportContent content)
    {
        json.WriteStartArray("claims");
        foreach (var claim in content.Spec.Claims)
        {
            json.WriteStartObject();
            json.WriteString("name", claim.Name);
            json.WriteString("metric", claim.Metric);
            json.WriteString(claim.Lower is null ? "higher" : "lower", claim.Subject);
            json.WriteString("than", claim.Than);
            json.WriteStartArray("verdicts");
            foreach (var verdict in content.Verdicts.Where(verdict => verdict.Claim == claim))
                WriteVerdict(json, verdict);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDifference(Utf8JsonWriter json, PairedDifference difference)
    {
        json.WriteNumber("meanDifference", difference.Mean);
        json.WriteStartArray("interval95");
        json.WriteNumberValue(difference.Low);
        json.WriteNumberValue(difference.High);
        json.WriteEndArray();
    }

    private static void WriteVerdict(Utf8JsonWriter json, ClaimVerdict verdict)
    {
        json.WriteStartObject();
        json.WriteString("dataset", verdict.Dataset);
        json.WriteString("sizes", verdict.Sizes);
        json.WriteString("metric", verdict.Metric.Name);
        json.WriteString("verdict", verdict.Verdict.ToText());
        json.WriteNumber("seeds", verdict.Seeds.Count);
        if (verdict.Difference is { Pairs: >= Verdicts.LeastSeeds } difference)
            WriteDifference(json, difference);

        if (verdict.WithinSeed is { } images)
        {
            json.WriteStartObject("withinSeed");
            json.WriteNumber("seed", verdict.Seeds[0]);
            json.WriteNumber("images", images.Pairs);
            WriteDifference(json, images);
            json.WriteEndObject();
        }

        json.WriteString("reason", verdict.Reason);
        json.WriteEndObject();
    }
}
