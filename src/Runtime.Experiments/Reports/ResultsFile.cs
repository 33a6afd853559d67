using System.Text.Json;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports;

/// <summary>Writes <c>results.json</c>: every row with its mean, its standard deviation and the value of each seed.</summary>
internal static class ResultsFile
{
    public static void Write(string path, ExperimentSpec spec, string engine, IReadOnlyList<IEvaluator> evaluators, IReadOnlyList<ReportRow> rows) =>
        AtomicFile.Write(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            json.WriteStartObject();
            json.WriteString("experiment", spec.Name);
            json.WriteString("preset", spec.Preset);
            json.WriteString("engine", engine);
            WriteSettings(json, spec);
            json.WriteStartArray("rows");
            foreach (var row in rows)
                Write(json, evaluators, row);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void WriteSettings(Utf8JsonWriter json, ExperimentSpec spec)
    {
        json.WriteStartObject("settings");
        foreach (var (name, values) in spec.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<IEvaluator> evaluators, ReportRow row)
    {
        json.WriteStartObject();
        json.WriteString("dataset", row.Job.Dataset.Name);
        json.WriteString(row.IsControl ? "control" : "model", row.Job.Name);
        json.WriteStartObject("sizes");
        foreach (var (name, value) in row.Job.Sizes)
            json.WriteNumber(name, value);
        json.WriteEndObject();
        if (row.Parameters is { } parameters)
            json.WriteNumber("parameters", parameters);

        json.WriteStartObject("figures");
        foreach (var evaluator in evaluators)
        {
            foreach (var figure in evaluator.Figures)
                if (row.Find(evaluator, figure) is { } statistic)
                    Write(json, evaluator, figure, statistic, row);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IEvaluator evaluator, Figure figure, Statistic statistic, ReportRow row)
    {
        json.WriteStartObject(figure.Name);
        json.WriteString("evaluator", evaluator.Name);
        json.WriteString("title", figure.Title);
        json.WriteNumber("mean", statistic.Mean);
        if (statistic.Deviation is { } deviation)
            json.WriteNumber("standardDeviation", deviation);
        json.WriteStartArray("values");
        foreach (var job in row.Jobs)
        {
            json.WriteStartObject();
            if (job.Job is ModelJob model)
                json.WriteNumber("seed", model.Training.Seed);
            json.WriteNumber("value", job.Result.Evaluations[evaluator.Name].Figures[figure.Name]);
            json.WriteString("job", job.Job.Key);
            json.WriteString("fingerprint", job.Result.Evaluations[evaluator.Name].Fingerprint);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
