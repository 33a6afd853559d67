using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Text;

namespace ModelDsl.Experiments.Reports.Terminal;

/// <summary>Formats tables and verdicts for a terminal of 80 columns.</summary>
internal static class TerminalTables
{
    private const int Width = 80;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(ReportContent content)
    {
        if (content.ReplacedText is { } replaced)
        {
            foreach (var line in Wrap(replaced, Width))
                yield return line;
            yield return "";
        }

        foreach (var (index, table) in content.Tables.SelectMany(Parts).Index())
        {
            if (index > 0)
                yield return "";
            foreach (var line in table)
                yield return line;
        }

        foreach (var (index, line) in content.Verdicts.Select(Sentence).Concat(content.Unmeasured.Select(Sentence)).Index())
        {
            if (index == 0)
                yield return "";
            yield return line;
        }
    }

    // Wraps at the longest word, or at the width of a number.
    private static string Heading(string title) => string.Join('\n', Wrap(title, Math.Max(10, title.Split(' ').Max(word => word.Length))));

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return lines;
    }

    private static string Sentence(ClaimSpec claim) => $"{Verdict.NotResolved.ToText(),-13}   {claim.Name} ({claim.Metric}, not measured in this run)";

    private static string Sentence(ClaimVerdict verdict) =>
        $"{verdict.Verdict.ToText(),-13}   {verdict.Claim.Name} ({verdict.Metric.Title}, {string.Join(", ", new[] { verdict.Dataset, verdict.Sizes }.Where(part => part != ""))})";

    /// <summary>Splits a table that is too wide into parts with as many metrics as fit.</summary>
    private static IEnumerable<IReadOnlyList<string>> Parts(MetricTable table)
    {
        var rest = table.Metrics;
        while (rest.Count > 0)
        {
            var count = Math.Max(1, Enumerable.Range(1, rest.Count).LastOrDefault(count => Draw(table, rest.Take(count)).Max(line => line.Length) <= Width));
            yield return Draw(table, rest.Take(count));
            rest = [.. rest.Skip(count)];
        }

        foreach (var note in table.Notes)
            yield return Wrap(note, Width);
    }

    private static List<string> Draw(MetricTable table, IEnumerable<Metric> metrics)
    {
        var columns = metrics.SelectMany(metric => Columns(table, metric)).ToList();
        var text = new TextTable([("model", false), ("sizes", false), ("seeds", true), .. columns.Select(column => (column.Heading, true))]);
        var datasets = table.Rows.GroupBy(row => row.Job.Dataset.Name).ToList();
        foreach (var (index, rows) in datasets.Index())
        {
            if (index > 0)
                text.AddRule();
            text.Add([rows.Key, "", "", .. columns.Select(_ => "")]);
            foreach (var row in rows)
                text.Add([$"  {row.Job.Name}", row.Job.SizeText, row.SeedText(table.Evaluator), .. columns.Select(column => column.Cell(row))]);
        }

        return [.. text.Lines()];
    }

    private static IEnumerable<(string Heading, Func<ReportRow, string> Cell)> Columns(MetricTable table, Metric metric)
    {
        yield return (Heading(metric.Title), row => table.Text(row, metric) + (table.Unreliable(row, metric) is null ? "" : " †"));
        if (table.HasPublished(metric))
            yield return ("published", row => table.Published.Find(row.Job, metric) is { } published ? Numbers.Exact(published.Value) : "");
    }
}
