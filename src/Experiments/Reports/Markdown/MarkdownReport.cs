using System.Text;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Markdown;

/// <summary>Writes <c>results.md</c>: the tables, the verdicts and the pictures, for a commit or a pull request.</summary>
internal static class MarkdownReport
{
    public const string File = "results.md";

    private static readonly char[] s_lineBreaks = ['\r', '\n'];

    public static string Of(ReportContent content, IReadOnlyList<ReconstructionPicture> pictures)
    {
        var text = new StringBuilder();
        text.Append($"# {Cell(content.Title)}\n");
        if (content.ReplacedText is { } replaced)
            text.Append($"\n{Cell(replaced)}\n");
        if (content.MissingText is { } missing)
            text.Append($"\n{missing}\n");
        if (content.Setting("Description") is { Length: > 0 } description)
            text.Append($"\n{Cell(description)}\n");
        foreach (var table in content.Tables)
            Append(text, table);

        text.Append("\nMeasured on the test images. ± is the standard deviation (n − 1) over seeds. Baselines are in italics.");
        if (content.BestText("Bold") is { } best)
            text.Append($" {best}");
        text.Append(content.PublishedText is { } published ? $" A value after a slash is the published one. {published}\n" : "\n");
        AppendClaims(text, content);
        foreach (var picture in pictures)
        {
            text.Append($"\n## Reconstructions, {Cell(picture.Dataset)}\n\n![{Cell(picture.Dataset)}: originals and reconstructions]({Uri.EscapeDataString(picture.File)})\n\n");
            text.Append($"From top: {Cell(string.Join("; ", picture.Rows))}. The first test images, first seed.\n");
        }

        text.Append($"\nSettings: {Cell(Settings(content))}.\n\nEngine: {content.Engine}.\n\nCommand: `{content.Command.ReplaceLineEndings(" ")}`\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, MetricTable table)
    {
        text.Append($"\n## {Cell(table.Evaluator.Name)}\n\n");
        text.Append($"| data set | model | sizes | parameters | seeds | {string.Join(" | ", table.Metrics.Select(Heading))} |\n");
        text.Append($"| --- | --- | --- | ---: | ---: | {string.Join(" | ", table.Metrics.Select(_ => "---:"))} |\n");
        foreach (var row in table.Rows)
        {
            var metrics = table.Metrics.Select(metric => MetricCell(table, row, metric));
            text.Append($"| {Cell(row.Job.Dataset.Name)} | {Name(row)} | {row.Job.SizeText} | {row.ParameterText} | {row.SeedText(table.Evaluator)} | {string.Join(" | ", metrics)} |\n");
        }

        foreach (var note in table.Unbeaten.Concat(table.Notes))
            text.Append($"\n{Cell(note)}\n");
        foreach (var metric in table.Metrics.Where(metric => metric.Note != ""))
            text.Append($"\n{Cell(metric.Title)}: {Cell(metric.Note)}\n");

        string Heading(Metric metric) => Cell(metric.Title) + (table.HasPublished(metric) ? " / published" : "");
    }

    // The usual form of reproductions: obtained (± deviation) / reference.
    private static string MetricCell(MetricTable table, ReportRow row, Metric metric)
    {
        var text = table.Text(row, metric);
        var obtained = table.IsBest(row, metric) ? $"**{text}**" : table.Unreliable(row, metric) is not null ? $"{text} †" : text;
        return table.Published.Find(row.Job, metric) is { } published ? $"{obtained} / {Numbers.Exact(published.Value)}" : obtained;
    }

    private static void AppendClaims(StringBuilder text, ReportContent content)
    {
        if (content.Spec.Claims is not { Count: > 0 })
            return;

        text.Append("\n## Claims\n\n| claim | data set | sizes | metric | verdict | why |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var verdict in content.Verdicts)
            text.Append($"| {Cell(verdict.Claim.Name)} | {Cell(verdict.Dataset)} | {verdict.Sizes} | {Cell(verdict.Metric.Title)} | {verdict.Verdict.ToText()} | {Cell(verdict.Reason)} |\n");
        foreach (var claim in content.Unmeasured)
            text.Append($"| {Cell(claim.Name)} | – | – | {Cell(claim.Metric)} | not resolved | Not measured in this run. |\n");
        text.Append("\nDifferences are paired by seed; intervals are 95 % confidence intervals (Student's t).\n");
    }

    private static string Name(ReportRow row) => row.IsBaseline ? $"*{Cell(row.Job.Name)}*" : Cell(row.Job.Name);

    // An unescaped bar or line break ends the cell; Markdown passes markup on to HTML.
    private static string Cell(string text) => string.Join(' ', text.Split(s_lineBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Settings(ReportContent content) => string.Join("; ", content.Settings
        .Where(setting => setting.Key is not ("Title" or "Description"))
        .Select(setting => $"{setting.Key} {string.Join(", ", setting.Value)}"));
}
