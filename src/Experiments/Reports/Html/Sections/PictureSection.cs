using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Pictures;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Tables;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html.Sections;

/// <summary>
/// The evaluators' pictures. Few images form a strip, with originals above their reconstructions; many form a sheet, with the models' sheets
/// side by side.
/// </summary>
internal static class PictureSection
{
    private const int LongestStrip = 24;
    private const int SheetColumns = 10;
    private const string Originals = DenoisingEvaluator.Originals;

    // In CSS pixels. Images of 28 pixels are magnified by 2, those of 10 by 5, and those of 56 or more by 1.
    private const int ImageWidth = 56;
    private const int SheetWidth = 600;

    public static XElement? Of(ReportContent content, SettingsOnce settings)
    {
        var groups = (
            from evaluator in content.Evaluators
            from rows in content.Rows.GroupBy(row => row.Job.Dataset.Name)
            let pictures = rows.SelectMany(row => Find(row, evaluator)).ToList()
            where pictures.Count > 0
            select Draw($"{Words.OfEvaluator(evaluator.Name)}, {rows.Key}", pictures, Note(evaluator), settings.Of(evaluator))).ToList();
        return groups.Count == 0 ? null : Section("pictures", "Pictures", Element("p", "Pictures are of each model’s first seed."), groups);
    }

    private static string Note(IEvaluator evaluator) => evaluator switch
    {
        DenoisingEvaluator => string.Create(CultureInfo.InvariantCulture, $"The noise has σ {DenoisingEvaluator.PictureDeviation}. Pictures named “clipped” have a noisy input that is clipped to [0, 1]."),
        InterpolationEvaluator => $"Each row leads from the reconstruction of one test image, on the left, to that of another of a different class, on the right, in {InterpolationEvaluator.Columns - 1} equal steps of the code.",
        _ => "",
    };

    private static XElement?[] Draw(string heading, List<Picture> pictures, string note, XElement? settings)
    {
        var all = WithoutRepetition(pictures).ToList();
        var strips = all.Where(picture => picture.Strip.Count <= LongestStrip).ToList();
        var sheets = all.Where(picture => picture.Strip.Count > LongestStrip).ToList();
        return
        [
            Element("h3", heading),
            strips.Count == 0 && note == "" ? null : Element("p", Class("small"), $"{(strips.Count == 0 ? "" : "One column is one image. ")}{note}"),
            strips.Count == 0 ? null : Scroll($"Pictures: {heading}", Element("div", Class("strips"), strips.Select(DrawStrip))),
            sheets.Count == 0 ? null : Element("div", Class("sheets"), sheets.Select(DrawSheet)),
            settings,
        ];
    }

    /// <summary>Shows pictures that are equal for all models, such as originals, once and first. Pictures equal to those, such as raw pixels, are omitted.</summary>
    private static IEnumerable<Picture> WithoutRepetition(List<Picture> pictures)
    {
        var named = pictures.GroupBy(picture => picture.Name).ToList();
        var common = named.Where(group => group.Count() > 1 && group.All(picture => AreSame(picture, group.First()))).OrderByDescending(group => group.Key == Originals).ToList();
        return common.Select(group => group.First() with { Row = "" })
            .Concat(named.Except(common).SelectMany(group => group).Where(picture => !common.Any(group => AreSame(picture, group.First()))));
    }

    private static bool AreSame(Picture a, Picture b) => a.Strip.Pixels.AsSpan().SequenceEqual(b.Strip.Pixels);

    private static XElement DrawStrip(Picture picture) => Figure(picture, picture.Strip.Count, Scale(picture, ImageWidth));

    private static XElement DrawSheet(Picture picture)
    {
        var root = (int)Math.Sqrt(picture.Strip.Count);
        var columns = root * root == picture.Strip.Count ? root : SheetColumns;
        return Figure(picture, columns, Scale(picture, Math.Min(ImageWidth, SheetWidth / columns - 1)));
    }

    /// <summary>The largest integer magnification with which an image is at most <paramref name="width"/> wide.</summary>
    private static int Scale(Picture picture, int width) => Math.Max(1, width / picture.Strip.Columns);

    // The browser magnifies, which keeps the page small.
    private static XElement Figure(Picture picture, int columns, int scale)
    {
        var strip = Opaque(picture.Strip);
        var image = ImageGrid.Compose([.. strip.Images().Chunk(columns)], strip.Rows, strip.Columns, strip.Channels, margin: 1, scale: 1);
        return Element("figure", Class("picture"),
            Element("figcaption", picture.Row == "" ? picture.Name : Element("span", picture.Row), picture.Row == "" ? null : Element("span", Class("small"), picture.Name)),
            Element("img",
                Attribute("src", $"data:image/png;base64,{Convert.ToBase64String(Png.Encode(image, transparent: ImageGrid.Paper))}"),
                Attribute("width", image.Columns * scale), Attribute("height", image.Rows * scale), Attribute("decoding", "async"),
                Attribute("alt", $"{(picture.Row == "" ? "" : $"{picture.Row}, ")}{picture.Name}: {strip.Count} images of {strip.Rows} × {strip.Columns} pixels")));
    }

    // White is the transparent color of the gaps: white pixels of images become almost white.
    private static ImageStrip Opaque(ImageStrip strip) => strip with { Pixels = [.. strip.Pixels.Select(pixel => Math.Min(pixel, (byte)(ImageGrid.Paper - 1)))] };

    private static IEnumerable<Picture> Find(ReportRow row, IEvaluator evaluator) => row.First(evaluator.Name) is not { } job ? [] :
        from name in job.Result.Evaluations[evaluator.Name].Pictures
        let strip = job.Folder.FindPicture(evaluator.Name, name)
        where strip is { Count: > 0 }
        select new Picture(row.Title, Words.OfPicture(name), strip);

    private sealed record Picture(string Row, string Name, ImageStrip Strip);
}
