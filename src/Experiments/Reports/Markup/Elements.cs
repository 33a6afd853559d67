using System.Globalization;
using System.Xml.Linq;

namespace ModelDsl.Experiments.Reports.Markup;

/// <summary>
/// Creates elements that are valid both as HTML and as XML. A page is well-formed by construction, and all text is escaped.
/// </summary>
internal static class Elements
{
    // Elements without an end tag. For others, HTML parses <p/> as a start tag, so they need an explicit end tag.
    private static readonly HashSet<string> Void = ["meta", "img", "br", "path", "line", "rect", "circle"];

    /// <summary>An element with attributes, text and elements; nulls are ignored.</summary>
    public static XElement Element(string name, params object?[] content)
    {
        var element = new XElement(name, content);
        if (element.IsEmpty && !Void.Contains(name))
            element.Add("");
        return element;
    }

    /// <summary>An attribute; numbers are formatted with the invariant culture.</summary>
    public static XAttribute Attribute(string name, object value) => new(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);

    /// <summary>The attribute <c>class</c>.</summary>
    public static XAttribute Class(string names) => new("class", names);

    /// <summary>A section of the page with a heading, which the table of contents links to.</summary>
    public static XElement Section(string id, string heading, params object?[] content) => Element("section",
        Attribute("id", id), Attribute("aria-labelledby", $"{id}-heading"),
        Element("h2", Attribute("id", $"{id}-heading"), heading), content);

    /// <summary>A region that scrolls horizontally, also with the keyboard.</summary>
    public static XElement Scroll(string label, params object?[] content) => Element("div",
        Class("scroll"), Attribute("role", "region"), Attribute("aria-label", label), Attribute("tabindex", 0), content);

    /// <summary>The caption of a chart: a title, and an optional note in small type.</summary>
    public static XElement Caption(string title, string? aside) =>
        Element("figcaption", title, aside is null ? null : new object[] { " ", Element("span", Class("small"), aside) });

    /// <summary>A collapsed part that a reader can open.</summary>
    public static XElement Details(string summary, params object?[] content) => Element("details", Element("summary", summary), content);

    /// <summary>Converts a name to an id.</summary>
    public static string Id(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
}
