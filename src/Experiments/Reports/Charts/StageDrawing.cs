using System.Globalization;
using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>
/// A stage's layers from top to bottom. The width of a bar is proportional to the logarithm of the layer's number of output values.
/// Layers without weights have thin bars.
/// </summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Input">The shape of the input, for the first stage; otherwise null.</param>
/// <param name="Layers">The layers.</param>
/// <param name="Widest">The largest number of values in the model.</param>
internal sealed record StageDrawing(string Stage, IReadOnlyList<long>? Input, IReadOnlyList<LayerSummary> Layers, long Widest)
{
    private const double Width = 340, Row = 24, Middle = 180, BarWidth = 110;

    /// <summary>Draws the figure.</summary>
    public XElement Draw()
    {
        List<(string Name, IReadOnlyList<long> Shape, double Thickness)> rows =
            [.. Layers.Select(layer => (layer.Kind, layer.Output, layer.Parameters > 0 ? 14.0 : 4.0))];
        if (Input is not null)
            rows.Insert(0, ("input", Input, 4));
        return Element("figure", Class("stage"),
            Element("figcaption", Stage),
            Element("svg", Attribute("viewBox", $"0 0 {Width} {rows.Count * Row}"), Attribute("role", "img"),
                Attribute("aria-label", $"{Stage}: {string.Join(", then ", rows.Select(row => $"{row.Name} to {Text(row.Shape)}"))}."),
                rows.Index().Select(row => Draw(row.Index * Row + Row / 2, row.Item.Name, row.Item.Shape, row.Item.Thickness))));
    }

    private IEnumerable<XElement> Draw(double middle, string name, IReadOnlyList<long> shape, double thickness)
    {
        var width = Math.Max(4, BarWidth * Math.Log(Count(shape) + 1) / Math.Log(Widest + 1));
        yield return Label("layer", 0, middle, "start", name);
        yield return Element("rect", Class(thickness > 4 ? "weights" : "plain"), Attribute("rx", 2),
            Attribute("x", Plot.Number(Middle - width / 2)), Attribute("y", Plot.Number(middle - thickness / 2)),
            Attribute("width", Plot.Number(width)), Attribute("height", Plot.Number(thickness)));
        yield return Label("shape", Width, middle, "end", Text(shape));
    }

    /// <summary>The number of values of a shape.</summary>
    public static long Count(IReadOnlyList<long> shape) => shape.Aggregate(1L, (product, axis) => product * axis);

    private static string Text(IReadOnlyList<long> shape) => string.Join(" × ", shape.Select(axis => axis.ToString(CultureInfo.InvariantCulture)));

    private static XElement Label(string name, double left, double middle, string anchor, string text) => Element("text",
        Class(name), Attribute("x", Plot.Number(left)), Attribute("y", Plot.Number(middle + 4)), Attribute("text-anchor", anchor), text);
}
