using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Build;

/// <summary>Finds the positions of items. MSBuild does not pass line numbers to tasks, so the project files are parsed again, each once.</summary>
internal sealed class ProjectFiles
{
    private readonly Dictionary<string, XDocument?> _files = [];

    /// <summary>
    /// The position of the element that declares <paramref name="item"/>; the start of the file if its Include is computed. Among elements with
    /// the same Include, the one with the same Experiment is used.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="elementName">The name of the element.</param>
    /// <param name="before">The earlier items of this kind; those of the same name and file have the first elements.</param>
    public SourcePosition PositionOf(ITaskItem item, string elementName, IEnumerable<ITaskItem>? before = null)
    {
        var file = item.GetMetadata("DefiningProjectFullPath");
        var skipped = before?.Count(other => other.GetMetadata("DefiningProjectFullPath") == file && other.ItemSpec.Equals(item.ItemSpec, StringComparison.OrdinalIgnoreCase)) ?? 0;
        var elements = (Read(file)?.Descendants() ?? [])
            .Where(e => e.Name.LocalName == elementName)
            .Where(e => Names(e).Contains(item.ItemSpec, StringComparer.OrdinalIgnoreCase))
            .OrderBy(e => Scope(e) == item.GetMetadata("Experiment") ? 0 : 1)
            .ToList();
        // One element may declare the same name twice.
        IXmlLineInfo? element = elements.ElementAtOrDefault(Math.Min(skipped, elements.Count - 1));

        // XML reports the position of the element's name, MSBuild that of the bracket before it.
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
