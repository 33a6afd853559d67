using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Html.Markup;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Values that belong together, such as the divergence of each dimension of the code.</summary>
internal static class SeriesSection
{
    public static XElement? Of(ReportContent content, RowColours colours)
    {
        var groups = (
            from evaluator in content.Evaluators
            let series = content.Rows.SelectMany(row => Series(row, evaluator).Select(found => (Row: row, found.Key, found.Value))).ToList()
            where series.Count > 0
            select new object[]
            {
                Element("h3", evaluator.Name),
                Legend.Over(
                    series.Select(line => (colours.Of(line.Row), line.Row.Title)).Distinct(),
                    series.GroupBy(line => (line.Key, line.Row.Job.Dataset.Name)).Select(lines => new LineChart(
                        $"{lines.Key.Key}, {lines.Key.Name}", "index", [.. lines.Select(line => Draw(line.Row, line.Value, colours))]).Draw())),
            }).ToList();
        return groups.Count == 0 ? null : Section("series", "Series", Element("p", "Means over seeds, in the order in which they were measured; the band is one standard deviation to both sides."), groups);
    }

    private static Line Draw(ReportRow row, IReadOnlyList<Statistic> values, RowColours colours) => new(colours.Of(row), row.Title,
        [.. values.Index().Select(value => new LinePoint(value.Index, value.Item.Mean, value.Item.Deviation, value.Item.Mean.ToString("G4", CultureInfo.InvariantCulture)))]);

    private static IEnumerable<KeyValuePair<string, List<Statistic>>> Series(ReportRow row, IEvaluator evaluator) =>
        from job in row.Jobs
        where job.Result.Evaluations.ContainsKey(evaluator.Name)
        from series in job.Result.Evaluations[evaluator.Name].Series
        where series.Value.Count > 0
        group series.Value by series.Key into seeds
        select KeyValuePair.Create(seeds.Key, Enumerable.Range(0, seeds.Min(values => values.Count)).Select(index => new Statistic([.. seeds.Select(values => values[index])])).ToList());
}
