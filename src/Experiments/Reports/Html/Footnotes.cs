using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>The notes below a table; the same text is one note.</summary>
/// <param name="prefix">What the notes' ids begin with.</param>
internal sealed class Footnotes(string prefix)
{
    private readonly List<string> _texts = [];

    /// <summary>The mark of a note; null where there is nothing to note.</summary>
    public XElement? Mark(string text)
    {
        if (text == "")
            return null;
        if (!_texts.Contains(text))
            _texts.Add(text);
        var number = _texts.IndexOf(text) + 1;
        return Element("sup", Element("a", Attribute("href", $"#{prefix}-{number}"), Attribute("aria-label", $"note {number}"), $"[{number}]"));
    }

    /// <summary>The notes that were marked; null where there are none.</summary>
    public XElement? Draw() => _texts.Count == 0 ? null : Element("ol", Class("notes"),
        _texts.Index().Select(text => Element("li", Attribute("id", $"{prefix}-{text.Index + 1}"), text.Item)));
}
