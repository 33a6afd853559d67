using System.Globalization;
using System.Xml.Linq;

namespace ModelDsl.Experiments.Reports.Markup;

/// <summary>
/// Makes elements that read alike as HTML and as XML, so that a page is well-formed by construction and every name in it is escaped.
/// </summary>
internal static class Elements
{
    // Elements without an end tag. Of all others, HTML would take <p/> for a beginning.
    private static readonly HashSet<string> Void = ["meta", "img", "br", "path", "line", "rect", "circle"];

    /// <summary>An element with attributes, text and elements; what is null is left out.</summary>
    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content);
        if (element.IsEmpty && !Void.Contains(name))
            element.Add("");
        return element;
    }

    /// <summary>An attribute; numbers are written with a point, whatever the machine's language.</summary>
    public static XAttribute Attribute(string name, object value) => new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>The attribute <c>class</c>.</summary>
    public static XAttribute Class(string names) => new("class", names);

    /// <summary>A part of the page, with a heading that the contents link to.</summary>
    public static XElement Section(string id, string heading, params object?[] content) => Element("section",
        Attribute("id", id), Attribute("aria-labelledby", $"{id}-heading"),
        Element("h2", Attribute("id", $"{id}-heading"), heading), content);

    /// <summary>What may be wider than the page, and is then moved sideways, by keyboard too.</summary>
    public static XElement Scroll(string label, params object?[] content) => Element("div",
        Class("scroll"), Attribute("role", "region"), Attribute("aria-label", label), Attribute("tabindex", 0), content);

    /// <summary>What a chart shows, and below it what may be said more quietly.</summary>
    public static XElement Caption(string title, string? aside) =>
        Element("figcaption", title, aside is null ? null : new object[] { " ", Element("span", Class("small"), aside) });

    /// <summary>A part that is folded until a reader asks for it.</summary>
    public static XElement Details(string summary, params object?[] content) => Element("details", Element("summary", summary), content);

    /// <summary>A name as part of an id.</summary>
    public static string Id(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
}
