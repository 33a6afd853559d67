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
/// The evaluators' pictures. A few images are a strip, so that originals stand above what models made of them; many are a sheet, so that the
/// models' sheets stand beside each other.
/// </summary>
internal static class PictureSection
{
    private const int LongestStrip = 24;
    private const int SheetColumns = 10;
    private const string Originals = DenoisingEvaluator.Originals;

    // CSS pixels. An image of 28 pixels is doubled, one of 10 is enlarged five times, and a large one shown as it is.
    private const int ImageWidth = 56;
    private const int SheetWidth = 600;

    public static XElement? Of(ReportContent content)
    {
        var groups = (
            from evaluator in content.Evaluators
            from rows in content.Rows.GroupBy(row => row.Job.Dataset.Name)
            let pictures = rows.SelectMany(row => Find(row, evaluator)).ToList()
            where pictures.Count > 0
            select Draw($"{Words.OfEvaluator(evaluator.Name)}, {rows.Key}", pictures, Note(evaluator), EvaluatorParts.Settings(evaluator, rows))).ToList();
        return groups.Count == 0 ? null : Section("pictures", "Pictures", Element("p", "Of each model’s first seed."), groups);
    }

    private static string Note(IEvaluator evaluator) => evaluator is DenoisingEvaluator
        ? string.Create(CultureInfo.InvariantCulture, $" The noise has σ {DenoisingEvaluator.PictureDeviation}; the noisy input is clipped to [0, 1] where the name says so.") : "";

    private static XElement?[] Draw(string heading, List<Picture> pictures, string note, XElement? settings)
    {
        var all = WithoutRepetition(pictures).ToList();
        var strips = all.Where(picture => picture.Strip.Count <= LongestStrip).ToList();
        var sheets = all.Where(picture => picture.Strip.Count > LongestStrip).ToList();
        return
        [
            Element("h3", heading),
            strips.Count == 0 ? null : Scroll($"Pictures: {heading}", Element("div", Class("strips"), strips.Select(DrawStrip))),
            strips.Count == 0 ? null : Element("p", Class("small"), $"One column is one image.{note}"),
            sheets.Count == 0 ? null : Element("div", Class("sheets"), sheets.Select(DrawSheet)),
            settings,
        ];
    }

    /// <summary>What is the same for all models, such as the originals, is shown once and first; so what raw pixels give back is not shown again.</summary>
    private static IEnumerable<Picture> WithoutRepetition(List<Picture> pictures)
    {
        var named = pictures.GroupBy(picture => picture.Name).ToList();
        var common = named.Where(group => group.Count() > 1 && group.All(picture => AreSame(picture, group.First()))).OrderByDescending(group => group.Key == Originals).ToList();
        return common.Select(group => group.First() with { Row = "" })
            .Concat(named.Except(common).SelectMany(group => group).Where(picture => !common.Any(group => AreSame(picture, group.First()))));
    }

    private static bool AreSame(Picture a, Picture b) => a.Strip.Pixels.AsSpan().SequenceEqual(b.Strip.Pixels);

    private static XElement DrawStrip(Picture picture) => Metric(picture, picture.Strip.Count, Scale(picture, ImageWidth));

    private static XElement DrawSheet(Picture picture)
    {
        var root = (int)Math.Sqrt(picture.Strip.Count);
        var columns = root * root == picture.Strip.Count ? root : SheetColumns;
        return Metric(picture, columns, Scale(picture, Math.Min(ImageWidth, SheetWidth / columns - 1)));
    }

    /// <summary>How often a pixel is enlarged, so that an image is at most so wide.</summary>
    private static int Scale(Picture picture, int width) => Math.Max(1, width / picture.Strip.Columns);

    // The browser enlarges: a pixel stays a square, and the page small.
    private static XElement Metric(Picture picture, int columns, int scale)
    {
        var strip = Opaque(picture.Strip);
        var image = ImageGrid.Compose([.. strip.Images().Chunk(columns)], strip.Rows, strip.Columns, margin: 1, scale: 1);
        return Element("figure", Class("picture"),
            Element("figcaption", picture.Row == "" ? picture.Name : Element("span", picture.Row), picture.Row == "" ? null : Element("span", Class("small"), picture.Name)),
            Element("img",
                Attribute("src", $"data:image/png;base64,{Convert.ToBase64String(Png.Encode(image, transparent: ImageGrid.Paper))}"),
                Attribute("width", image.Columns * scale), Attribute("height", image.Rows * scale), Attribute("decoding", "async"),
                Attribute("alt", $"{(picture.Row == "" ? "" : $"{picture.Row}, ")}{picture.Name}: {strip.Count} images of {strip.Rows} × {strip.Columns} pixels")));
    }

    // The gray between images is transparent: white pixels must not have it.
    private static ImageStrip Opaque(ImageStrip strip) => strip with { Pixels = [.. strip.Pixels.Select(pixel => Math.Min(pixel, (byte)(ImageGrid.Paper - 1)))] };

    private static IEnumerable<Picture> Find(ReportRow row, IEvaluator evaluator) => row.First(evaluator.Name) is not { } job ? [] :
        from name in job.Result.Evaluations[evaluator.Name].Pictures
        let strip = job.Folder.FindPicture(evaluator.Name, name)
        where strip is { Count: > 0 }
        select new Picture(row.Title, Words.OfPicture(name), strip);

    private sealed record Picture(string Row, string Name, ImageStrip Strip);
}
