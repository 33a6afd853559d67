using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Html.Markup;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>How trainings went: the loss and whatever else was logged, epoch by epoch.</summary>
internal static partial class TrainingSection
{
    private const string Loss = "training loss", Validation = "validation loss";

    public static XElement? Of(ReportContent content, RowColours colours)
    {
        var trained = content.Rows.Where(row => !row.IsControl).Select(row => (Row: row, Curves: Curves(row))).Where(row => row.Curves.Count > 0).ToList();
        return trained.Count == 0 ? null : Section("training", "Training",
            Element("p", "Means over seeds; the band is one standard deviation to both sides. Losses of different objectives cannot be compared."),
            Legend.Over(
                trained.Select(row => (colours.Of(row.Row), row.Row.Title)).Distinct(),
                from name in trained.SelectMany(row => row.Curves.Keys).Distinct()
                from rows in trained.Where(row => row.Curves.ContainsKey(name)).GroupBy(row => row.Row.Job.Dataset.Name)
                select new LineChart($"{Words(name)}, {rows.Key}", "epoch", [.. rows.Select(row => Draw(row.Row, row.Curves[name], colours))]).Draw()));
    }

    // A metric's name, such as klEstimate, in words: KL estimate.
    private static string Words(string metric) => string.Join(' ', Word().Matches(metric).Select(word =>
        word.Value is "kl" or "mmd" ? word.Value.ToUpperInvariant() : word.Value.ToLowerInvariant()));

    [GeneratedRegex("[A-Z]?[^A-Z ]+|[A-Z]")]
    private static partial Regex Word();

    private static Line Draw(ReportRow row, IEnumerable<(int Epoch, Statistic Values)> curve, RowColours colours) =>
        new(colours.Of(row), row.Title, [.. curve.Select(point => Point(point.Epoch, point.Values))]);

    private static LinePoint Point(int epoch, Statistic values) => new(epoch, values.Mean, values.Deviation,
        values.Mean.ToString("G4", CultureInfo.InvariantCulture) + (values.Deviation is { } deviation ? string.Create(CultureInfo.InvariantCulture, $" ± {deviation:G2}") : ""));

    /// <summary>What each epoch of a row's trainings logged, by name. Trainings that stopped early have fewer epochs.</summary>
    private static Dictionary<string, List<(int Epoch, Statistic Values)>> Curves(ReportRow row) => (
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
            .. training.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => (metric.Key, metric.Value.AsEnumerable())),
        ];
        return from curve in curves
               from point in curve.Values.Index()
               let value = point.Item
               where value is not null
               select (curve.Name, point.Index + 1, value.Value);
    }
}
