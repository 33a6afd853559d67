using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Charts;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>Each metric over each size with several values.</summary>
internal static class SweepSection
{
    public static XElement? Of(ReportContent content, RowColors colors)
    {
        var groups = (
            from table in content.Tables
            let charts = Charts(table, colors).ToList()
            where charts.Count > 0
            select new[]
            {
                EvaluatorParts.Heading(table.Evaluator),
                Legend.OverLines(charts.SelectMany(chart => chart.Lines).Select(line => (line.Color, line.Name)).Distinct(), charts.SelectMany(Multiples.Draw)),
            }).ToList();
        return groups.Count == 0 ? null : Section("sweeps", "Sizes",
            Element("p", "The metrics of the tables over the sizes with several values."),
            groups);
    }

    private static IEnumerable<LineChart> Charts(MetricTable table, RowColors colors) =>
        from metric in table.Metrics
        from rows in table.Rows.GroupBy(row => row.Job.Dataset.Name)
        from size in rows.SelectMany(row => row.Job.Sizes).Select(size => size.Key).Distinct()
        where size != BaselineJob.ComponentsSize
        let lines = Lines(table, metric, [.. rows], size, colors).ToList()
        where lines.Any(line => line.Points.Count > 1)
        select new LineChart($"{Words.WithoutAside(metric.Title).Title}, {rows.Key}", size, lines) { HasTicksAtPoints = true };

    /// <summary>A line for each model and each combination of its other sizes. PCA has as many components as codes have values.</summary>
    private static IEnumerable<Line> Lines(MetricTable table, Metric metric, List<ReportRow> rows, string size, RowColors colors) =>
        from row in rows
        let axis = row.IsBaseline && size == Grid.CodeSize ? BaselineJob.ComponentsSize : size
        where row.Job.Sizes.Any(own => own.Key == axis) && table.Find(row, metric) is not null && table.Unreliable(row, metric) is null
        group (Row: row, X: row.Job.Sizes.Single(own => own.Key == axis).Value)
            by (row.Job.Name, Others: string.Join(", ", row.Job.Sizes.Where(own => own.Key != axis).Select(own => $"{own.Key}={own.Value}"))) into points
        select new Line(
            colors.Of(points.First().Row), points.Key.Others == "" ? points.Key.Name : $"{points.Key.Name}, {points.Key.Others}",
            [.. points.OrderBy(point => point.X).Select(point => Point(point.X, table.Find(point.Row, metric)!, metric))]);

    private static LinePoint Point(int x, Statistic value, Metric metric) => new(x, value.Mean, value.Deviation, value.ToText(metric.Digits));
}
