using System.Text;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Reports;

/// <summary>Writes <c>results.md</c>: the table and the pictures, for a commit or a pull request.</summary>
internal static class MarkdownReport
{
    public static string Of(ExperimentSpec spec, string engine, IReadOnlyList<ReportRow> rows, IReadOnlyList<ReconstructionPicture> pictures)
    {
        var text = new StringBuilder();
        text.Append($"# {spec.Name}\n\n");
        text.Append("Test reconstruction error: the mean over test images and pixels of (x − x̂)², pixels in [0, 1]; lower is better.");
        text.Append(rows.Any(row => row.Deviation is not null) ? " Mean ± standard deviation (n − 1) over seeds.\n\n" : "\n\n");
        text.Append("| data set | model | sizes | parameters | seeds | test MSE |\n");
        text.Append("| --- | --- | --- | ---: | ---: | ---: |\n");
        foreach (var row in rows)
            text.Append($"| {row.Job.Dataset.Name} | {Name(row)} | {row.Job.SizeText} | {row.ParameterText} | {row.SeedText} | {row.ErrorText} |\n");

        text.Append("\nControls are in italics: the mean training image in place of every reconstruction, and PCA, the best linear autoencoder with a code of the same length.\n");
        foreach (var picture in pictures)
        {
            text.Append($"\n## {picture.Dataset}\n\n![{picture.Dataset}: originals and reconstructions]({picture.File})\n\n");
            text.Append($"From top: {string.Join(", ", picture.Rows)}. The first test images, first seed.\n");
        }

        text.Append($"\nSettings: {Settings(spec)}.\n\nEngine: {engine}.\n");
        return text.ToString();
    }

    private static string Name(ReportRow row) => row.IsControl ? $"*{row.Job.Name}*" : row.Job.Name;

    private static string Settings(ExperimentSpec spec) => string.Join("; ", spec.Settings
        .OrderBy(setting => setting.Key, StringComparer.Ordinal)
        .Select(setting => $"{setting.Key} {string.Join(", ", setting.Value)}"));
}
