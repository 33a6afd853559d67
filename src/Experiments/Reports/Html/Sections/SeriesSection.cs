using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Series of values, such as the KL divergence of each dimension of the code.</summary>
internal static class SeriesSection
{
    public static XElement? Of(ReportContent content, RowColors colors, SettingsOnce settings)
    {
        var groups = (
            from evaluator in content.Evaluators
            let series = content.Rows.SelectMany(row => Series(row, evaluator).Select(found => (Row: row, found.Key, found.Value))).ToList()
            where series.Count > 0
            select new[]
            {
                EvaluatorParts.Heading(evaluator),
                Legend.OverDots(
                    series.Select(line => (colors.Of(line.Row), line.Row.Title)).Distinct(),
                    series.GroupBy(line => (line.Key, line.Row.Job.Dataset.Name)).Select(lines => new LineChart(
                        $"{lines.Key.Key}, {lines.Key.Name}", "index", [.. lines.Select(line => Draw(line.Row, line.Value, colors))]) { AreJoined = false }.Draw())),
                settings.Of(evaluator),
            }).ToList();
        return groups.Count == 0 ? null : Section("series", "Series", Element("p", "Each dot is one value, of each model’s first seed."), groups);
    }

    private static Line Draw(ReportRow row, IReadOnlyList<double> values, RowColors colors) => new(colors.Of(row), row.Title,
        [.. values.Index().Select(value => new LinePoint(value.Index + 1, value.Item, null, value.Item.ToString("G4", CultureInfo.InvariantCulture)))]);

    // No mean over seeds: the order of a code's dimensions differs between seeds.
    private static IEnumerable<KeyValuePair<string, IReadOnlyList<double>>> Series(ReportRow row, IEvaluator evaluator) =>
        row.First(evaluator.Name)?.Result.Evaluations[evaluator.Name].Series.Where(series => series.Value.Count > 0) ?? [];
}
