using System.Xml.Linq;
using static ModelDsl.Experiments.Reports.Markup.Elements;

namespace ModelDsl.Experiments.Reports.Html;

/// <summary>The footnotes of a table; equal texts share a note.</summary>
/// <param name="prefix">The prefix of the notes' ids.</param>
internal sealed class Footnotes(string prefix)
{
    private readonly List<string> _texts = [];

    /// <summary>Adds a note and returns its mark; null for an empty text.</summary>
    public XElement? Mark(string text)
    {
        if (text == "")
            return null;
        if (!_texts.Contains(text))
            _texts.Add(text);
        var number = _texts.IndexOf(text) + 1;
        return Element("sup", Element("a", Attribute("href", $"#{prefix}-{number}"), Attribute("aria-label", $"note {number}"), $"[{number}]"));
    }

    /// <summary>The list of notes; null if none.</summary>
    public XElement? Draw() => _texts.Count == 0 ? null : Element("ol", Class("notes"),
        _texts.Index().Select(text => Element("li", Attribute("id", $"{prefix}-{text.Index + 1}"), text.Item)));
}
