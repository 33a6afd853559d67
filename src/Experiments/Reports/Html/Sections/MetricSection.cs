using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The tables of metrics, one per evaluator.</summary>
internal static class MetricSection
{
    // Tables with more columns are printed in smaller type, and those with more columns of metrics are divided, so that they fit on the page.
    private const int MostColumns = 9;

    private const int ManyMetrics = 4;

    public static XElement? Of(ReportContent content) => content.Tables.Count == 0 ? null : Section("results", "Results",
        Element("p", "Measured on the test images.",
            content.Tables.Any(table => table.HasDeviations) ? " ± is the standard deviation (n − 1) over seeds." : null,
            content.BestText("") is { } best ? new object[] { " ", Element("strong", Class("best"), "Bold"), best } : null,
            content.Rows.Any(row => row.IsBaseline) ? new object[] { " Baselines, which are not trained, are in ", Element("em", "italics"), "." } : null),
        content.Tables.Select((table, index) => Draw(table, content.PublishedText, hasParameters: index == 0)));

    // The number of parameters does not depend on the evaluator: only the first table shows it.
    private static IEnumerable<XElement> Draw(MetricTable table, string? published, bool hasParameters)
    {
        var notes = new Footnotes($"note-{Id(table.Evaluator.Name)}");
        var name = Words.OfEvaluator(table.Evaluator.Name);
        var columns = new ColumnSet(SeedsOfAll(table) is null, hasParameters);
        yield return EvaluatorParts.Heading(table.Evaluator);
        if (Conditions(table) is { Length: > 0 } conditions)
            yield return Element("p", Class("small"), conditions);
        foreach (var part in Divide(table))
        {
            yield return Scroll($"Table: {name}", Element("table", Columns(part, columns) > MostColumns ? Class("wide") : null,
                Element("caption", Class("unseen"), $"{name}: {string.Join(", ", part.Metrics.Select(metric => metric.Title))}"),
                Groups(part),
                Head(part, notes, columns, hasDirections: DirectionOfAll(table) is null),
                part.Rows.GroupBy(row => row.Job.Dataset.Name).Select(rows => Body(part, rows, notes, columns))));
            columns = columns with { Parameters = false };
        }

        if (table.IsPublished)
            yield return Element("p", Class("small warning"), published);
        foreach (var sentence in table.Unbeaten)
            yield return Element("p", Class("small"), Words.Unbroken(sentence));
        if (notes.Draw() is { } list)
            yield return list;
        if (EvaluatorParts.Settings(table.Evaluator, table.Rows) is { } settings)
            yield return settings;
    }

    /// <summary>Divides a table that is too wide for the page into tables of about the same width, each with a part of the metrics.</summary>
    public static IReadOnlyList<MetricTable> Divide(MetricTable table)
    {
        var total = table.Metrics.Sum(metric => Columns(table, metric));
        var width = (double)total / ((total + MostColumns - 1) / MostColumns);
        var end = 0;
        // The part in which the middle of a metric's columns lies.
        return
        [
            .. table.Metrics
                .GroupBy(metric => (int)(((end += Columns(table, metric)) - Columns(table, metric) / 2.0) / width))
                .Select(part => table with { Metrics = [.. part] }),
        ];
    }

    /// <summary>What all columns or rows share, in sentences.</summary>
    private static string Conditions(MetricTable table) => string.Join(' ', new[]
    {
        SeedsOfAll(table) is { } seeds ? seeds == "1" ? "One seed for each model." : $"{seeds} seeds for each model." : null,
        DirectionOfAll(table) is { } direction ? $"In all columns, {Text(direction)}." : null,
    }.OfType<string>());

    /// <summary>The number of seeds of all trained models; null if they differ, or if there are none.</summary>
    private static string? SeedsOfAll(MetricTable table) => ReportRow.Shared(table.Rows, row => row.SeedText(table.Evaluator));

    private static int Columns(MetricTable table, ColumnSet columns) => 1 + (columns.Seeds ? 1 : 0) + (columns.Parameters ? 1 : 0) + table.Metrics.Sum(metric => Columns(table, metric));

    private static int Columns(MetricTable table, Metric metric) => table.HasPublished(metric) ? 3 : 1;

    /// <summary>The column groups of headings that span several columns.</summary>
    private static IEnumerable<XElement> Groups(MetricTable table) => !table.IsPublished ? [] :
    [
        Element("colgroup", Attribute("span", 1)),
        .. table.Metrics.Select(metric => Element("colgroup", Attribute("span", Columns(table, metric)))),
    ];

    private static XElement Head(MetricTable table, Footnotes notes, ColumnSet columns, bool hasDirections)
    {
        var published = table.IsPublished;
        return Element("thead",
            Element("tr",
                Heading("model", published),
                table.Metrics.Select(metric => Element("th", Class("number"),
                    table.HasPublished(metric)
                        ? new object[] { Attribute("scope", "colgroup"), Attribute("colspan", 3) }
                        : [Attribute("scope", "col"), published ? Attribute("rowspan", 2) : null!],
                    Title(metric, notes), hasDirections ? Direction(metric) : null)),
                columns.Seeds ? Heading("seeds", published, Class("number")) : null,
                columns.Parameters ? Heading("parameters", published, Class("number")) : null),
            published
                ? Element("tr", table.Metrics.Where(table.HasPublished).SelectMany(_ => new[] { "ours", "published", "difference" })
                    .Select(heading => Element("th", Class("number"), Attribute("scope", "col"), heading)))
                : null);
    }

    private static XElement Heading(string text, bool isHigh, params object[] content) =>
        Element("th", Attribute("scope", "col"), isHigh ? Attribute("rowspan", 2) : null, content, text);

    // Text in brackets, such as σ² beside σ, is on a separate line, because headings of narrow columns would wrap.
    private static object?[] Title(Metric metric, Footnotes notes)
    {
        var (title, aside) = Words.WithoutAside(metric.Title);
        return [Words.Unbroken(title), notes.Mark(metric.Note), aside is null ? null : Element("span", Class("direction"), Words.Unbroken(aside))];
    }

    // A direction that many columns share is stated once, above the table.
    private static Better? DirectionOfAll(MetricTable table) =>
        table.Metrics.Count >= ManyMetrics && table.Metrics.Select(metric => metric.Better).Distinct().ToList() is [not Better.Neither and var all] ? all : null;

    private static XElement? Direction(Metric metric) => metric.Better == Better.Neither ? null : Element("span", Class("direction"), Text(metric.Better));

    private static string Text(Better better) => better == Better.Lower ? "lower is better" : "higher is better";

    private static XElement Body(MetricTable table, IGrouping<string, ReportRow> rows, Footnotes notes, ColumnSet columns) => Element("tbody",
        Element("tr", Class("group"), Element("th",
            Attribute("scope", "rowgroup"), Attribute("colspan", Columns(table, columns)), Element("span", rows.Key))),
        rows.Select(row => Element("tr", row.IsBaseline ? Class("baseline") : null,
            Element("th", Attribute("scope", "row"), row.IsBaseline ? Element("em", row.Job.Name) : row.Job.Name, row.TakesLabels ? notes.Mark("Receives the class of each image. Not ranked with models that do not.") : null, Sizes(row)),
            table.Metrics.SelectMany(metric => Cells(table, row, metric, notes)),
            columns.Seeds ? Number(row.SeedText(table.Evaluator)) : null,
            columns.Parameters ? Number(row.ParameterText) : null)));

    private static object[]? Sizes(ReportRow row) => row.SizeText == "" ? null
        : [" ", Element("span", Class("sizes"), row.SizeText)];

    private static IEnumerable<XElement> Cells(MetricTable table, ReportRow row, Metric metric, Footnotes notes)
    {
        var text = Numbers.WithMinus(table.Text(row, metric));
        yield return table.IsBest(row, metric) ? Number(Element("strong", Class("best"), text))
            : table.Unreliable(row, metric) is { } reason ? Number(text, notes.Mark($"Unreliable and not ranked: {reason}."))
            : Number(text);
        if (!table.HasPublished(metric))
            yield break;

        var published = table.Published.Find(row.Job, metric);
        yield return Number(published is null ? "–" : Numbers.WithMinus(Numbers.Exact(published.Value)), published is null ? null : notes.Mark($"Published in: {published.Source}"));
        yield return Number(published is not null && table.Find(row, metric) is { } ours ? Numbers.Difference(ours.Mean, published.Value, metric) : "–");
    }

    /// <summary>The optional columns of a table.</summary>
    private readonly record struct ColumnSet(bool Seeds, bool Parameters);

    private static XElement Number(params object?[] content) => Element("td", Class("number"), content);
}
