using ModelDsl.Data;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Pictures;

namespace ModelDsl.Experiments.Reports;

/// <summary>A picture of a data set's first test images above their reconstructions.</summary>
/// <param name="Dataset">The data set's name.</param>
/// <param name="File">The picture's file name, beside the report.</param>
/// <param name="Rows">What each row shows, from the top.</param>
internal sealed record ReconstructionPicture(string Dataset, string File, IReadOnlyList<string> Rows)
{
    /// <summary>Draws one data set's rows: the originals, then each model's first seed and the controls.</summary>
    public static ReconstructionPicture Draw(string folder, IDataset dataset, IReadOnlyList<ReportRow> rows)
    {
        var name = $"reconstructions-{dataset.Name}.png";
        var originals = ImageStrip.Read(rows[0].Jobs[0].Folder.Originals);
        var strips = rows.Select(row => ImageStrip.Read(row.Jobs[0].Folder.Reconstructions)).Prepend(originals);
        Png.Save(Path.Combine(folder, name), ImageGrid.Compose([.. strips.Select(strip => strip.Images())], originals.Rows, originals.Columns));
        return new ReconstructionPicture(dataset.Name, name, ["originals", .. rows.Select(row => row.Job.Name)]);
    }
}
