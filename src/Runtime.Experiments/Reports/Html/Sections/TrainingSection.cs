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

    private static Line Draw(ReportRow row, List<Statistic> curve, RowColours colours) =>
        new(colours.Of(row), row.Title, [.. curve.Index().Select(epoch => Point(epoch.Index + 1, epoch.Item))]);

    private static LinePoint Point(int epoch, Statistic values) => new(epoch, values.Mean, values.Deviation,
        values.Mean.ToString("G4", CultureInfo.InvariantCulture) + (values.Deviation is { } deviation ? string.Create(CultureInfo.InvariantCulture, $" ± {deviation:G2}") : ""));

    /// <summary>What each epoch of a row's trainings logged, by name. Trainings that stopped early have fewer epochs.</summary>
    private static Dictionary<string, List<Statistic>> Curves(ReportRow row)
    {
        var named = row.Jobs.Select(job => job.Folder.FindTraining()).OfType<TrainingRecord>().SelectMany(Curves).ToLookup(curve => curve.Name, curve => curve.Values);
        return named.ToDictionary(curves => curves.Key, curves => Enumerable.Range(0, curves.Max(values => values.Count))
            .Select(epoch => new Statistic([.. curves.Where(values => values.Count > epoch).Select(values => values[epoch])])).ToList());
    }

    private static IEnumerable<(string Name, IReadOnlyList<double> Values)> Curves(TrainingRecord training)
    {
        yield return (Loss, training.Loss);
        if (training.Validation is { } validation)
            yield return (Validation, validation);
        foreach (var (name, values) in training.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
            yield return (name, values);
    }
}
