using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Curves of metrics over a numeric parameter, such as the noise.</summary>
internal static class FamilySection
{
    public static XElement? Of(ReportContent content, RowColors colors)
    {
        var groups = content.Tables
            .Select(table => (Table: table, Families: MetricFamily.Of(table.Metrics)))
            .Where(group => group.Families.Count > 0).ToList();
        return groups.Count == 0 ? null : Section("curves", "Curves",
            Element("p", "The metrics of the tables as curves.", groups.Any(group => group.Table.HasDeviations) ? " Bands are ± one standard deviation over seeds." : null),
            groups.Select(group => Draw(group.Table, group.Families, colors)));
    }

    // Larger baselines are omitted, because they would flatten the models' curves.
    private const double MostTimesAModel = 3;

    private static object?[] Draw(MetricTable table, IReadOnlyList<MetricFamily> families, RowColors colors)
    {
        var most = MostTimesAModel * Values(table, families, table.Rows.Where(row => !row.IsBaseline)).DefaultIfEmpty(double.PositiveInfinity).Max();
        var beyond = table.Rows.Where(row => row.IsBaseline && Values(table, families, [row]).Any(value => value > most)).ToList();
        var shown = table.Rows.Except(beyond).ToList();
        return
        [
            EvaluatorParts.Heading(table.Evaluator),
            Legend.OverLines(
                shown.Select(row => (colors.Of(row), row.Title)).Distinct(),
                from family in families
                from rows in shown.GroupBy(row => row.Job.Dataset.Name)
                let lines = rows.Select(row => new Line(colors.Of(row), row.Title, [.. Points(table, family, row)])).Where(line => line.Points.Count > 0).ToList()
                where lines.Count > 0
                from chart in Multiples.Draw(new LineChart($"{family.Title}, {rows.Key}", family.XTitle, lines))
                select chart),
            beyond.Count == 0 ? null : Element("p", Class("small"), $"Beyond the range of the charts, and only in the table: {string.Join(", ", beyond.Select(row => row.Title).Distinct())}."),
        ];
    }

    private static IEnumerable<double> Values(MetricTable table, IEnumerable<MetricFamily> families, IEnumerable<ReportRow> rows) =>
        from row in rows
        from family in families
        from point in Points(table, family, row)
        select point.Mean;

    private static IEnumerable<LinePoint> Points(MetricTable table, MetricFamily family, ReportRow row) =>
        from member in family.Members
        let found = table.Find(row, member.Metric)
        where found is not null
        select new LinePoint(member.X, found.Mean, found.Deviation, found.ToText(member.Metric.Digits));
}
