using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Html.Markup;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>Charts that share a legend, whose buttons hide and show what they name.</summary>
internal static class Legend
{
    /// <summary>The legend above its charts.</summary>
    /// <param name="names">The names, each with the number of its colour.</param>
    /// <param name="charts">The charts.</param>
    public static XElement Over(IEnumerable<(int Colour, string Name)> names, IEnumerable<XElement> charts) => Element("div", Class("charts"),
        Element("ul", Class("legend"), names.Select(name => Element("li", Element("button",
            Attribute("type", "button"), Class(Palette.Class(name.Colour)), Attribute("data-series", name.Colour), Attribute("aria-pressed", "true"),
            Element("span", Class("swatch"), Attribute("aria-hidden", "true")), name.Name)))),
        Element("div", Class("chart-grid"), charts));
}
