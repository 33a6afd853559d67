using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Training;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Curves of the trainings: the losses and the objectives' metrics, by epoch.</summary>
internal static class TrainingSection
{
    // The tables show negative bounds: lower is better, as for losses.
    private static readonly Dictionary<string, string> s_negated = new()
    {
        [TrainingMetrics.Bound] = "negativeBound",
        [TrainingMetrics.BoundEstimate] = "negativeBoundEstimate",
        [TrainingMetrics.ImportanceWeightedBound] = "negativeImportanceWeightedBound",
    };

    private const string Loss = "training loss", Validation = "validation loss";

    public static XElement? Of(ReportContent content, RowColors colors, Objectives objectives)
    {
        var trained = content.Rows.Where(row => !row.IsBaseline).Select(row => (Row: row, Curves: Curves(row))).Where(row => row.Curves.Count > 0).ToList();
        if (trained.Count == 0)
            return null;
        return trained.All(row => row.Curves.Values.All(curve => curve.Count == 1)) ? Section("training", "Training", Element("p", "Each training ran for one epoch, so there are no curves."))
            : Section("training", "Training",
            Element("p", string.Join(' ', Sentences([.. trained.SelectMany(row => row.Curves)]))),
            Legend.OverLines(
                trained.Select(row => (colors.Of(row.Row), row.Row.Title)).Distinct(),
                from name in trained.SelectMany(row => row.Curves.Keys).Distinct()
                from comparable in trained.Where(row => row.Curves.ContainsKey(name)).GroupBy(row => Scale(name, (ModelJob)row.Row.Job, objectives))
                from rows in comparable.GroupBy(row => row.Row.Job.Dataset.Name)
                from chart in Multiples.Draw(new LineChart($"{Words.OfMetric(name)}, {rows.Key}", "epoch", [.. rows.Select(row => Draw(row.Row, row.Curves[name], colors))]) { Aside = comparable.Key })
                select chart));
    }

    private static IEnumerable<string> Sentences(IReadOnlyList<KeyValuePair<string, List<(int Epoch, Statistic Values)>>> curves)
    {
        yield return "The training loss, in the unit of its objective, and the objective’s metrics are means over the epoch’s training batches.";
        if (curves.Any(curve => curve.Key == Validation))
            yield return "The validation loss is measured on held-out images after the epoch.";
    }

    /// <summary>The unit of a curve. Only curves with the same unit share a chart.</summary>
    private static string? Scale(string name, ModelJob job, Objectives objectives) => name switch
    {
        TrainingMetrics.KlDivergence or TrainingMetrics.KlDivergenceEstimate => "nats",
        // Nats of different likelihoods are not comparable.
        _ when (name == TrainingMetrics.Reconstruction || s_negated.ContainsValue(name)) && Objectives.LikelihoodOf(job) is { } likelihood => $"nats, {likelihood}",
        TrainingMetrics.Discrepancy or TrainingMetrics.DiscriminatorAccuracy => null,
        _ => objectives.Of(job),
    };

    private static Line Draw(ReportRow row, IEnumerable<(int Epoch, Statistic Values)> curve, RowColors colors) =>
        new(colors.Of(row), row.Title, [.. curve.Select(point => Point(point.Epoch, point.Values))]);

    private static LinePoint Point(int epoch, Statistic values) => new(epoch, values.Mean, values.Deviation,
        values.Mean.ToString("G4", CultureInfo.InvariantCulture) + (values.Deviation is { } deviation ? string.Create(CultureInfo.InvariantCulture, $" ± {deviation:G2}") : ""));

    /// <summary>A row's curves by name. A metric that equals the loss, such as the negative bound, replaces it.</summary>
    private static Dictionary<string, List<(int Epoch, Statistic Values)>> Curves(ReportRow row)
    {
        var curves = AllCurves(row);
        if (curves.GetValueOrDefault(Loss) is { } loss && curves.Any(curve => curve.Key is not (Loss or Validation) && AreEqual(curve.Value, loss)))
            curves.Remove(Loss);
        return curves;
    }

    // The loss and the metric are sums in different orders.
    private const double RoundingError = 1e-4;

    private static bool AreEqual(List<(int Epoch, Statistic Values)> one, List<(int Epoch, Statistic Values)> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => Math.Abs(pair.First.Values.Mean - pair.Second.Values.Mean) <= RoundingError * Math.Abs(pair.Second.Values.Mean));

    // Trainings that stopped early have fewer epochs.
    private static Dictionary<string, List<(int Epoch, Statistic Values)>> AllCurves(ReportRow row) => (
        from job in row.Jobs
        let training = job.Folder.FindTraining()
        where training is not null
        from point in Points(training)
        group point by point.Name).ToDictionary(
            points => points.Key,
            points => points.GroupBy(point => point.Epoch).Select(seeds => (seeds.Key, new Statistic([.. seeds.Select(point => point.Value)]))).ToList());

    private static IEnumerable<(string Name, int Epoch, double Value)> Points(TrainingRecord training)
    {
        IEnumerable<(string Name, IEnumerable<double?> Values)> curves =
        [
            (Loss, training.Loss.Select(value => (double?)value)),
            (Validation, training.Validation?.Select(value => (double?)value) ?? []),
            .. training.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => s_negated.TryGetValue(metric.Key, out var negative)
                ? (negative, metric.Value.Select(value => -value)) : (metric.Key, metric.Value.AsEnumerable())),
        ];
        return from curve in curves
               from point in curve.Values.Index()
               let value = point.Item
               where value is not null
               select (curve.Name, point.Index + 1, value.Value);
    }
}
