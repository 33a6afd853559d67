using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Pictures;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Reports.Markdown;

/// <summary>A picture of a data set's first test images and their reconstructions.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="File">The name of the file, in the report's folder.</param>
/// <param name="Rows">The names of the rows, from the top.</param>
internal sealed record ReconstructionPicture(string Dataset, string File, IReadOnlyList<string> Rows)
{
    private const string Evaluator = "Reconstruction";

    /// <summary>A pattern of the files' names.</summary>
    public static string Files => PictureOf("*");

    /// <summary>Draws a picture for each data set with reconstructions, and deletes pictures of other data sets.</summary>
    public static IReadOnlyList<ReconstructionPicture> DrawAll(string folder, ReportContent content)
    {
        // Other experiments may have stored reconstructions of the same jobs.
        var rows = content.Evaluators.Any(evaluator => evaluator.Name == Evaluator) ? content.Rows : [];
        var pictures = rows.GroupBy(row => row.Job.Dataset).Select(group => Draw(folder, group.Key, [.. group])).OfType<ReconstructionPicture>().ToList();
        foreach (var file in Directory.EnumerateFiles(folder, Files).Where(file => pictures.All(picture => picture.File != Path.GetFileName(file))))
            System.IO.File.Delete(file);
        return pictures;
    }

    /// <summary>Draws one data set's originals, then each model's first seed and the baselines; null without reconstructions.</summary>
    private static ReconstructionPicture? Draw(string folder, IDataset dataset, IReadOnlyList<ReportRow> rows)
    {
        var drawn = rows.Select(row => (Name: row.Title, Strip: Find(row, ReconstructionEvaluator.Reconstructions))).Where(row => row.Strip is not null).ToList();
        if (rows.Select(row => Find(row, ReconstructionEvaluator.Originals)).FirstOrDefault(strip => strip is not null) is not { } originals || drawn.Count == 0)
            return null;

        var name = PictureOf(FileName.Of(dataset.Name));
        var strips = drawn.Select(row => row.Strip!).Prepend(originals);
        Png.Save(Path.Combine(folder, name), ImageGrid.Compose([.. strips.Select(strip => strip.Images())], originals.Rows, originals.Columns, originals.Channels));
        return new ReconstructionPicture(dataset.Name, name, ["originals", .. drawn.Select(row => row.Name)]);
    }

    private static string PictureOf(string dataset) => $"reconstructions-{dataset}.png";

    private static ImageStrip? Find(ReportRow row, string name) => row.First(Evaluator)?.Folder.FindPicture(Evaluator, name);
}
