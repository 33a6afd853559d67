using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Finds where items are declared. MSBuild gives a task no line numbers, so the files are read again, each once.</summary>
internal sealed class ProjectFiles
{
    private readonly Dictionary<string, XDocument?> _files = [];

    /// <summary>
    /// The element that declares <paramref name="item"/>; an item whose Include is computed is placed at the file's start. Of several that
    /// include the same, it is the one with the same Experiment.
    /// </summary>
    public SourcePosition PositionOf(ITaskItem item, string elementName)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        IXmlLineInfo? element = Read(file)?
            .Descendants()
            .Where(e => e.Name.LocalName == elementName)
            .Where(e => Names(e).Contains(item.ItemSpec, StringComparer.OrdinalIgnoreCase))
            .OrderBy(e => Scope(e) == item.GetMetadata("Experiment") ? 0 : 1)
            .FirstOrDefault();

        // XML counts to the element's name, MSBuild to the bracket before it.
        return element is null ? new(file, 1, 1) : new(file, element.LineNumber, element.LinePosition - 1);
    }

    private XDocument? Read(string file)
    {
        if (!_files.TryGetValue(file, out var document))
            _files.Add(file, document = File.Exists(file) ? XDocument.Parse(File.ReadAllText(file), LoadOptions.SetLineInfo) : null);
        return document;
    }

    private static string Scope(XElement item) => (string?)item.Attribute("Experiment") ?? "";

    private static string[] Names(XElement item) =>
        ((string?)item.Attribute("Include") ?? "").Split(';', StringSplitOptions.TrimEntries);
}
