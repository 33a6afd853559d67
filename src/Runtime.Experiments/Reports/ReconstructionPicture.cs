using ModelDsl.Data;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Pictures;

namespace ModelDsl.Experiments.Reports;

/// <summary>A picture of a data set's first test images above their reconstructions.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="File">The picture's file name, beside the report.</param>
/// <param name="Rows">What each row shows, from the top.</param>
internal sealed record ReconstructionPicture(string Dataset, string File, IReadOnlyList<string> Rows)
{
    // 28 pixels are a few millimetres on a screen.
    private const int Magnification = 3;

    /// <summary>Draws one data set's rows: the originals, each model's first seed, the controls.</summary>
    public static ReconstructionPicture Draw(string folder, IDataset dataset, IReadOnlyList<ReportRow> rows)
    {
        var name = $"reconstructions-{dataset.Name}.png";
        var grid = new ImageGrid { GreyImages.Read(rows[0].Jobs[0].Folder.Originals) };
        foreach (var row in rows)
            grid.Add(GreyImages.Read(row.Jobs[0].Folder.Reconstructions));
        Png.Write(Path.Combine(folder, name), grid.Draw(Magnification));
        return new ReconstructionPicture(dataset.Name, name, ["originals", .. rows.Select(row => row.Job.Name)]);
    }
}
