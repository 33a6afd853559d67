using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads documentation comments, which the implementing part of a partial member must repeat.</summary>
internal static class DocumentationReader
{
    /// <summary>The elements of the comment, each on separate lines; empty if none, or if it is not well formed.</summary>
    public static string Read(ISymbol symbol, CancellationToken cancellation)
    {
        var xml = symbol.GetDocumentationCommentXml(cancellationToken: cancellation);
        if (string.IsNullOrWhiteSpace(xml))
            return "";

        try
        {
            var member = XElement.Parse(xml!, LoadOptions.PreserveWhitespace);
            var lines = Content(member)
                .Split('\n')
                .Select(line => line.Trim());
            return string.Join("\n", lines.Where(line => line.Length > 0));
        }
        catch (XmlException)
        {
            return "";
        }
    }

    /// <summary>The text of the summary on one line; empty if none.</summary>
    public static string Summary(string documentation)
    {
        if (documentation.Length == 0)
            return "";
        var summary = XElement.Parse($"<member>{documentation}</member>", LoadOptions.PreserveWhitespace).Element("summary");
        return summary is null ? "" : Content(summary).Replace('\n', ' ').Trim();
    }

    // Nodes use the system's line endings.
    private static string Content(XElement element) =>
        string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))).Replace("\r\n", "\n");

    /// <summary>The comment with a paragraph added to its remarks.</summary>
    public static string WithRemark(string documentation, string remark)
    {
        const string end = "</remarks>";
        var place = documentation.LastIndexOf(end, StringComparison.Ordinal);
        return place < 0
            ? $"{documentation}\n<remarks>{remark}</remarks>"
            : documentation.Insert(place, $"<para>{remark}</para>");
    }
}
