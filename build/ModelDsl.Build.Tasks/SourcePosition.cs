using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;

namespace ModelDsl.Build;

/// <summary>A place in a project file, counted from 1.</summary>
internal readonly record struct SourcePosition(string File, int Line, int Column)
{
    /// <summary>
    /// The element that declares <paramref name="item"/>. MSBuild gives a task no line numbers, so its file is read again;
    /// an item whose Include is computed is placed at the file's start. Of several that include the same, it is the one with the same Experiment.
    /// </summary>
    public static SourcePosition Of(ITaskItem item, string elementName)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        if (!System.IO.File.Exists(file))
            return new(file, 1, 1);

        IXmlLineInfo? element = XDocument.Parse(System.IO.File.ReadAllText(file), LoadOptions.SetLineInfo)
            .Descendants()
            .Where(e => e.Name.LocalName == elementName)
            .Where(e => Names(e).Contains(item.ItemSpec, StringComparer.OrdinalIgnoreCase))
            .OrderBy(e => Scope(e) == item.GetMetadata("Experiment") ? 0 : 1)
            .FirstOrDefault();

        // XML counts to the element's name, MSBuild to the bracket before it.
        return element is null ? new(file, 1, 1) : new(file, element.LineNumber, element.LinePosition - 1);
    }

    private static string Scope(XElement item) => (string?)item.Attribute("Experiment") ?? "";

    private static string[] Names(XElement item) =>
        ((string?)item.Attribute("Include") ?? "").Split(';', StringSplitOptions.TrimEntries);
}
