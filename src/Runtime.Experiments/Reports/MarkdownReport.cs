using System.Text;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports;

/// <summary>Writes <c>results.md</c>: the tables and the pictures, for a commit or a pull request.</summary>
internal static class MarkdownReport
{
    public static string Of(ExperimentSpec spec, string engine, IReadOnlyList<FigureTable> tables, IReadOnlyList<ReconstructionPicture> pictures)
    {
        var text = new StringBuilder();
        text.Append($"# {spec.Name}\n");
        foreach (var table in tables)
            Append(text, table);

        text.Append("\nMeasured on the test images. ± is the standard deviation (n − 1) over seeds. Controls are in italics.\n");
        foreach (var picture in pictures)
        {
            text.Append($"\n## {picture.Dataset}\n\n![{picture.Dataset}: originals and reconstructions]({picture.File})\n\n");
            text.Append($"From top: {string.Join(", ", picture.Rows)}. The first test images, first seed.\n");
        }

        text.Append($"\nSettings: {Settings(spec)}.\n\nEngine: {engine}.\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, FigureTable table)
    {
        text.Append($"\n## {table.Evaluator.Name}\n\n");
        text.Append($"| data set | model | sizes | parameters | seeds | {string.Join(" | ", table.Figures.Select(figure => figure.Title))} |\n");
        text.Append($"| --- | --- | --- | ---: | ---: | {string.Join(" | ", table.Figures.Select(_ => "---:"))} |\n");
        foreach (var row in table.Rows)
        {
            var figures = table.Figures.Select(figure => table.Text(row, figure));
            text.Append($"| {row.Job.Dataset.Name} | {Name(row)} | {row.Job.SizeText} | {row.ParameterText} | {row.SeedText} | {string.Join(" | ", figures)} |\n");
        }

        foreach (var figure in table.Figures.Where(figure => figure.Note != ""))
            text.Append($"\n{figure.Title}: {figure.Note}\n");
    }

    private static string Name(ReportRow row) => row.IsControl ? $"*{row.Job.Name}*" : row.Job.Name;

    private static string Settings(ExperimentSpec spec) => string.Join("; ", spec.Settings
        .OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => $"{setting.Key} {string.Join(", ", setting.Value)}"));
}
