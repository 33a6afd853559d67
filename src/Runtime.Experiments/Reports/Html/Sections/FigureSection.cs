using System.Xml.Linq;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Html.Markup;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>The tables of comparison, one for each evaluator.</summary>
internal static class FigureSection
{
    private const int FixedColumns = 3;

    // A table with more columns has smaller letters on paper, which cannot be scrolled.
    private const int MostColumns = 10;

    public static XElement? Of(ReportContent content) => content.Tables.Count == 0 ? null : Section("results", "Results",
        Element("p", "Measured on the test images.",
            content.Tables.Any(table => table.HasDeviations) ? " ± is the standard deviation (n − 1) over seeds." : null,
            content.Tables.Any(table => table.HasBest) ? new object[] { " ", Element("strong", Class("best"), "Bold"), " is the best trained model of a data set." } : null,
            content.Rows.Any(row => row.IsControl) ? new object[] { " Controls, which are not trained, are in ", Element("em", "italics"), "." } : null),
        content.Tables.Select(table => Draw(table, content.Scale)));

    private static IEnumerable<XElement> Draw(FigureTable table, string? scale)
    {
        var notes = new Footnotes($"note-{Id(table.Evaluator.Name)}");
        var name = Words.OfEvaluator(table.Evaluator.Name);
        yield return EvaluatorParts.Heading(table.Evaluator);
        yield return Scroll($"Table: {name}", Element("table", Columns(table) > MostColumns ? Class("wide") : null,
            Element("caption", Class("unseen"), $"{name}: {string.Join(", ", table.Figures.Select(figure => figure.Title))}"),
            Head(table, notes),
            table.Rows.GroupBy(row => row.Job.Dataset.Name).Select(rows => Body(table, rows, notes))));
        if (scale is not null && table.Figures.Any(table.HasPublished))
            yield return Element("p", Class("small warning"), $"Ours: {scale}. The published figures were not made at this scale.");
        if (notes.Draw() is { } list)
            yield return list;
        if (EvaluatorParts.Settings(table.Evaluator, table.Rows) is { } settings)
            yield return settings;
    }

    private static int Columns(FigureTable table) => FixedColumns + table.Figures.Sum(figure => table.HasPublished(figure) ? 3 : 1);

    private static XElement Head(FigureTable table, Footnotes notes)
    {
        var published = table.Figures.Any(table.HasPublished);
        return Element("thead",
            Element("tr",
                Heading("model", published),
                table.Figures.Select(figure => Element("th", Class("number"),
                    table.HasPublished(figure)
                        ? new object[] { Attribute("scope", "colgroup"), Attribute("colspan", 3) }
                        : [Attribute("scope", "col"), published ? Attribute("rowspan", 2) : null!],
                    figure.Title, notes.Mark(figure.Note), Direction(figure))),
                Heading("seeds", published, Class("number")),
                Heading("parameters", published, Class("number"))),
            published
                ? Element("tr", table.Figures.Where(table.HasPublished).SelectMany(_ => new[] { "ours", "published", "difference" })
                    .Select(heading => Element("th", Class("number"), Attribute("scope", "col"), heading)))
                : null);
    }

    private static XElement Heading(string text, bool isHigh, params object[] content) =>
        Element("th", Attribute("scope", "col"), isHigh ? Attribute("rowspan", 2) : null, content, text);

    private static XElement? Direction(Figure figure) => figure.Better switch
    {
        Better.Lower => Element("span", Class("direction"), "lower is better"),
        Better.Higher => Element("span", Class("direction"), "higher is better"),
        _ => null,
    };

    private static XElement Body(FigureTable table, IGrouping<string, ReportRow> rows, Footnotes notes) => Element("tbody",
        Element("tr", Class("group"), Element("th",
            Attribute("scope", "rowgroup"), Attribute("colspan", Columns(table)), Element("span", rows.Key))),
        rows.Select(row => Element("tr", row.IsControl ? Class("control") : null,
            Element("th", Attribute("scope", "row"), row.IsControl ? Element("em", row.Job.Name) : row.Job.Name, Sizes(row)),
            table.Figures.SelectMany(figure => Cells(table, row, figure, notes)),
            Number(row.SeedText),
            Number(row.ParameterText))));

    private static object[]? Sizes(ReportRow row) => row.SizeText == "" ? null
        : [" ", Element("span", Class("sizes"), row.SizeText)];

    private static IEnumerable<XElement> Cells(FigureTable table, ReportRow row, Figure figure, Footnotes notes)
    {
        var text = Numbers.WithMinus(table.Text(row, figure));
        yield return table.IsBest(row, figure) ? Number(Element("strong", Class("best"), text))
            : table.Unreliable(row, figure) is { } reason ? Number(text, notes.Mark($"Not to be relied on, and not ranked: {reason}."))
            : Number(text);
        if (!table.HasPublished(figure))
            yield break;

        var published = table.Published.Find(row.Job, figure);
        yield return Number(published is null ? "" : Numbers.WithMinus(Numbers.Exact(published.Value)), published is null ? null : notes.Mark($"Published in: {published.Source}"));
        yield return Number(published is not null && table.Find(row, figure) is { } ours ? Numbers.Signed(ours.Mean - published.Value, figure) : "");
    }

    private static XElement Number(params object?[] content) => Element("td", Class("number"), content);
}
