using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>Charts with a common legend, whose buttons show and hide series.</summary>
internal static class Legend
{
    private const int SampleWidth = 32, SampleHeight = 10;

    /// <summary>A legend with line samples above line charts.</summary>
    /// <param name="names">The names, each with its color number.</param>
    /// <param name="charts">The charts.</param>
    public static XElement OverLines(IEnumerable<(int Color, string Name)> names, IEnumerable<XElement> charts) => Over(names, charts, () => Element("svg",
        Class("sample"), Attribute("width", SampleWidth), Attribute("height", SampleHeight), Attribute("aria-hidden", "true"),
        Element("line", Class("line"), Attribute("x1", 0), Attribute("y1", SampleHeight / 2), Attribute("x2", SampleWidth), Attribute("y2", SampleHeight / 2))));

    /// <summary>A legend above charts of dots.</summary>
    /// <param name="names">The names, each with its color number.</param>
    /// <param name="charts">The charts.</param>
    public static XElement OverDots(IEnumerable<(int Color, string Name)> names, IEnumerable<XElement> charts) =>
        Over(names, charts, () => Element("span", Class("swatch"), Attribute("aria-hidden", "true")));

    private static XElement Over(IEnumerable<(int Color, string Name)> names, IEnumerable<XElement> charts, Func<XElement> sample) => Element("div", Class("charts"),
        Element("ul", Class("legend"), names.Select(name => Element("li", Element("button",
            Attribute("type", "button"), Class(Palette.Class(name.Color)), Attribute("data-series", name.Color), Attribute("aria-pressed", "true"), sample(), name.Name)))),
        Element("div", Class("chart-grid"), charts));
}
