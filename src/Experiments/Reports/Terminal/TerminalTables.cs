using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Text;

namespace ModelDsl.Experiments.Reports.Terminal;

/// <summary>Formats tables and verdicts for a terminal.</summary>
/// <param name="content">The content of the report.</param>
/// <param name="size">The size of the terminal.</param>
internal sealed class TerminalTables(ReportContent content, TerminalSize size)
{
    private const string Best = " *", Unreliable = " †", Unmarked = "  ";

    /// <summary>The lines: at most two screens.</summary>
    public IEnumerable<string> Lines()
    {
        List<IReadOnlyList<string>> notices = [.. new[] { content.ReplacedText }.OfType<string>().Select(text => Paragraph.Wrap(text, size.Columns))];
        List<IReadOnlyList<string>> tables = [.. content.Tables.SelectMany(Draw)];
        List<IReadOnlyList<string>> ends = [.. Legend().Append(Verdicts()).Where(lines => lines.Count > 0)];

        var shown = Shown(tables, notices.Concat(ends).Sum(Height));
        IEnumerable<IReadOnlyList<string>> omitted = shown == tables.Count ? []
            : [[$"{(tables.Count - shown == 1 ? "One more table is" : $"{tables.Count - shown} more tables are")} on the page."]];
        return notices.Concat(tables.Take(shown)).Concat(omitted).Concat(ends).SelectMany((lines, index) => index == 0 ? lines : lines.Prepend(""));
    }

    /// <summary>The number of tables that fit on two screens; at least one.</summary>
    /// <param name="tables">All tables.</param>
    /// <param name="others">The number of other lines.</param>
    private int Shown(List<IReadOnlyList<string>> tables, int others)
    {
        if (size.Rows is not { } rows)
            return tables.Count;
        var free = 2 * rows - others - 2;
        var shown = tables.TakeWhile(lines => (free -= Height(lines)) >= 0).Count();
        return Math.Max(Math.Min(1, tables.Count), shown);
    }

    // With the empty line before.
    private static int Height(IReadOnlyList<string> lines) => lines.Count + 1;

    private IEnumerable<IReadOnlyList<string>> Legend()
    {
        List<string> sentences = [.. new[] { content.BestText("*"), content.PublishedText }.OfType<string>()];
        if (sentences.Count > 0)
            yield return Paragraph.Wrap(string.Join(' ', sentences), size.Columns);
    }

    private List<string> Verdicts() =>
    [
        .. content.Verdicts.SelectMany(verdict => Sentence(verdict.Verdict,
            $"{verdict.Claim.Name} ({string.Join(", ", new[] { verdict.Metric.Title, verdict.Dataset, verdict.Sizes }.Where(part => part != ""))}). {verdict.Reason}")),
        .. content.Unmeasured.SelectMany(claim => Sentence(Verdict.NotResolved, $"{claim.Name}. {claim.Metric} is not measured in this run.")),
    ];

    private IEnumerable<string> Sentence(Verdict verdict, string text) =>
        Paragraph.Wrap(text, size.Columns - VerdictWidth).Select((line, index) => $"{(index == 0 ? verdict.ToText() : ""),-VerdictWidth}{line}");

    private const int VerdictWidth = 16;

    /// <summary>Draws a table for each data set. A table that is too wide is split into parts with as many metrics as fit.</summary>
    private IEnumerable<IReadOnlyList<string>> Draw(MetricTable table)
    {
        foreach (var rows in table.Rows.GroupBy(row => row.Job.Dataset.Name))
        {
            var metrics = table.Metrics.Where(metric => rows.Any(row => table.Find(row, metric) is not null)).ToList();
            for (var rest = metrics; rest.Count > 0;)
            {
                var count = Math.Max(1, Enumerable.Range(1, rest.Count).LastOrDefault(count => Draw(table, [.. rows], rest.Take(count)).Max(line => line.Length) <= size.Columns));
                yield return Draw(table, [.. rows], rest.Take(count));
                rest = [.. rest.Skip(count)];
            }
        }

        List<string> notes = [.. table.Unbeaten.Concat(table.Notes).SelectMany(note => Paragraph.Wrap(note, size.Columns))];
        if (notes.Count > 0)
            yield return notes;
    }

    private List<string> Draw(MetricTable table, IReadOnlyList<ReportRow> rows, IEnumerable<Metric> metrics)
    {
        // What all trained models share is printed once, in the heading.
        var sizes = ReportRow.Shared(rows, row => row.SizeText);
        var seeds = ReportRow.Shared(rows, row => row.SeedText(table.Evaluator));
        List<(string Heading, bool IsNumber, Func<ReportRow, string> Cell)> columns =
        [
            ("model", false, row => sizes is null ? row.Job.Name : row.IsBaseline ? row.Title : row.Job.Name),
            .. sizes is null ? [("sizes", false, row => row.SizeText)] : Array.Empty<(string, bool, Func<ReportRow, string>)>(),
            .. seeds is null ? [("seeds", true, row => row.SeedText(table.Evaluator))] : Array.Empty<(string, bool, Func<ReportRow, string>)>(),
            .. metrics.SelectMany(metric => Columns(table, rows, metric)),
        ];

        var text = new TextTable([.. columns.Select(column => (column.Heading, column.IsNumber))]);
        foreach (var row in rows)
            text.Add([.. columns.Select(column => column.Cell(row))]);
        var heading = string.Join(", ", new[] { rows[0].Job.Dataset.Name, sizes, seeds is null ? null : seeds == "1" ? "1 seed" : $"{seeds} seeds" }.Where(part => !string.IsNullOrEmpty(part)));
        return [$"{Words.OfEvaluator(table.Evaluator.Name)}: {heading}", .. text.Lines()];
    }

    private static IEnumerable<(string Heading, bool IsNumber, Func<ReportRow, string> Cell)> Columns(MetricTable table, IReadOnlyList<ReportRow> rows, Metric metric)
    {
        // Only a column with a mark reserves the space of marks.
        var isMarked = rows.Any(row => Mark(table, row, metric) != Unmarked);
        yield return (Heading(Words.WithoutAside(metric.Title).Title) is var heading && isMarked ? heading.Replace("\n", Unmarked + "\n", StringComparison.Ordinal) + Unmarked : heading, true,
            row => table.Text(row, metric) + (isMarked ? Mark(table, row, metric) : ""));
        if (table.HasPublished(metric))
            yield return ("published", true, row => table.Published.Find(row.Job, metric) is { } published ? Numbers.Exact(published.Value) : "");
    }

    private static string Mark(MetricTable table, ReportRow row, Metric metric) =>
        table.IsBest(row, metric) ? Best : table.Unreliable(row, metric) is not null ? Unreliable : Unmarked;

    // Wraps at the longest word, or at the width of a number.
    private static string Heading(string title) => string.Join('\n', Paragraph.Wrap(title, Math.Max(10, title.Split(' ').Max(word => word.Length))));
}
