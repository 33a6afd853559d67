using System.Globalization;
using System.Xml.Linq;
using ModelDsl.Evaluation;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>
/// Points of the plane, colored by class. Each class is one path of zero-length lines with round caps, which is compact for thousands of
/// points, prints well and needs no script.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Aside">The note below the title.</param>
/// <param name="Map">The points, at least one.</param>
/// <param name="ClassNames">The names of the classes; empty if they have none.</param>
internal sealed record ScatterChart(string Title, string Aside, PointMap Map, IReadOnlyList<string> ClassNames)
{
    private const double Width = 400, Height = 392;
    private const double Room = 1.04;

    /// <summary>The name of a class: <c>coat</c>, or <c>class 4</c> if it has none.</summary>
    public string NameOf(byte label) => ClassNames.Count > label ? ClassNames[label] : string.Create(CultureInfo.InvariantCulture, $"class {label}");

    /// <summary>Draws the figure.</summary>
    public XElement Draw()
    {
        // Both axes have the same scale, which preserves the shapes of clusters.
        var half = Math.Max(1e-6, Room * Math.Max(Map.X.Max() - Map.X.Min(), Map.Y.Max() - Map.Y.Min()) / 2.0);
        var plot = new Plot(Around(Map.X, half), Around(Map.Y, half), Width, Height);
        var classes = Map.Classes.Index().GroupBy(point => point.Item, point => point.Index).OrderBy(points => points.Key).ToList();
        return Element("figure", Class("chart scatter-chart"),
            Caption(Title, Aside),
            plot.Draw($"{Title}, {Aside}: a map of {Map.X.Length} points of {classes.Count} classes.", "", classes.Select(points => Draw(plot, points))));
    }

    private XElement Draw(Plot plot, IGrouping<byte, int> points) => Element("g",
        Class($"series {Palette.Class(points.Key)}"), Attribute("data-series", points.Key), Attribute("data-name", NameOf(points.Key)),
        Element("path", Class("dots"), Attribute("d", string.Concat(points.Select(index => $"M{Plot.Number(plot.X(Map.X[index]))} {Plot.Number(plot.Y(Map.Y[index]))}h0")))));

    private static Axis Around(float[] values, double half)
    {
        var middle = (values.Min() + values.Max()) / 2.0;
        return Axis.Exactly(middle - half, middle + half);
    }
}
