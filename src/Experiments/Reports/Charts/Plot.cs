using System.Globalization;
using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>The axes, grid and labels of a chart. The style sheet sets colors and line widths.</summary>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
/// <param name="width">The width of the drawing, in its units.</param>
/// <param name="height">The height of the drawing.</param>
internal sealed class Plot(Axis x, Axis y, double width, double height)
{
    private const double DigitWidth = 7;
    private const double Gap = 8;
    private const double LeastMargin = 44;

    // The minimum fits most labels, which aligns charts and keeps maps square.
    private readonly double _left = Math.Max(LeastMargin, y.Ticks.Max(tick => y.Label(tick).Length) * DigitWidth + Gap + 4);
    private readonly double _right = width - 16;
    private readonly double _top = 12;
    private readonly double _bottom = height - 40;

    /// <summary>The horizontal position of a value, from the left.</summary>
    public double X(double value) => x.Place(value, _left, _right);

    /// <summary>The vertical position of a value, from the top.</summary>
    public double Y(double value) => y.Place(value, _bottom, _top);

    /// <summary>Draws the chart.</summary>
    /// <param name="label">The accessible description.</param>
    /// <param name="xTitle">The title of the horizontal axis.</param>
    /// <param name="content">The content above the grid.</param>
    public XElement Draw(string label, string xTitle, params object?[] content) => Element("svg",
        Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}"), Attribute("role", "img"), Attribute("aria-label", label),
        Element("g", Class("axes"), y.Ticks.Select(YTick), x.Ticks.Select(XTick), Line("base", _left, _bottom, _right, _bottom)),
        Text("axis-title", (_left + _right) / 2, height - 4, "middle", xTitle),
        content,
        Element("g", Class("cursor"), Line("guide", 0, _top, 0, _bottom)));

    /// <summary>Formats a coordinate; a tenth of a unit is less than a pixel.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private IEnumerable<XElement> YTick(double tick) =>
        [Line("grid", _left, Y(tick), _right, Y(tick)), Text("tick", _left - Gap, Y(tick) + 4, "end", y.Label(tick))];

    private IEnumerable<XElement> XTick(double tick) =>
        [Line("mark", X(tick), _bottom, X(tick), _bottom + 4), Text("tick", X(tick), _bottom + 18, "middle", x.Label(tick))];

    private static XElement Line(string name, double x1, double y1, double x2, double y2) => Element("line",
        Class(name), Attribute("x1", Number(x1)), Attribute("y1", Number(y1)), Attribute("x2", Number(x2)), Attribute("y2", Number(y2)));

    private static XElement Text(string name, double left, double bottom, string anchor, string text) => Element("text",
        Class(name), Attribute("x", Number(left)), Attribute("y", Number(bottom)), Attribute("text-anchor", anchor), text);
}
