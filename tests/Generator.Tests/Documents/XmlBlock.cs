using System.Xml.Linq;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>Checks the XML of documents: project files, and items of project files.</summary>
internal static class XmlBlock
{
    private static readonly string[] s_itemAttributes = ["Include", "Update", "Remove", "Exclude", "Condition"];

    /// <summary>The metadata of ModelDsl's items that are not settings or sizes.</summary>
    private static readonly Dictionary<string, IReadOnlySet<string>> s_metadata = new()
    {
        ["Experiment"] = BuildVocabulary.Settings,
        ["ExperimentPreset"] = new HashSet<string>([.. BuildVocabulary.Settings, "Experiment"]),
        ["Claim"] = BuildVocabulary.ClaimMetadata,
    };

    /// <summary>The elements of a block in one root.</summary>
    public static XElement Parse(DocumentBlock block) => XElement.Parse($"<Block>{block.Code}</Block>", LoadOptions.PreserveWhitespace);

    /// <summary>The mistakes of a block. A mistake is expected, and omitted, if a comment beside the item contains its code.</summary>
    public static IEnumerable<string> Problems(DocumentBlock block) => Parse(block).Descendants().SelectMany(element => Problems(element));

    private static IEnumerable<string> Problems(XElement element) => element.Parent!.Name.LocalName switch
    {
        _ when element.Name == "Project" || element.Name == "PropertyGroup" || element.Name == "ItemGroup" => [],
        _ when element.Name == "Import" => File(element.Attribute("Project")!.Value),
        "PropertyGroup" when !BuildVocabulary.Properties.Contains(element.Name.LocalName) => [$"There is no property {element.Name}"],
        "PropertyGroup" => [],
        _ when !BuildVocabulary.Items.Contains(element.Name.LocalName) => [$"There is no item {element.Name}"],
        _ when HasIntendedMistake(element) => [],
        _ => Item(element),
    };

    private static IEnumerable<string> Item(XElement item)
    {
        var name = item.Attribute("Include")?.Value ?? "";
        if (item.Name == "PackageReference")
            return BuildVocabulary.PackageVersions.GetValueOrDefault(name) == item.Attribute("Version")?.Value ? [] : [$"{name} has the version {BuildVocabulary.PackageVersions.GetValueOrDefault(name, "of no package")}"];
        if (item.Name == "ProjectReference")
            return name.StartsWith("$(ModelDslRoot)", StringComparison.Ordinal) ? File(name) : [];
        return s_metadata.TryGetValue(item.Name.LocalName, out var known) ? item.Attributes().SelectMany(attribute => Metadata(attribute, known)) : [];
    }

    private static IEnumerable<string> Metadata(XAttribute attribute, IReadOnlySet<string> known)
    {
        var (name, item) = (attribute.Name.LocalName, attribute.Parent!.Name.LocalName);
        if (s_itemAttributes.Contains(name))
            return [];
        if (!known.Contains(name))
            return item != "Claim" && BuildVocabulary.Sizes.Contains(name) ? [] : [$"{item} has no metadata {name}"];
        return BuildVocabulary.WrongValue(name, attribute.Value) is { } wrong ? [wrong] : [];
    }

    /// <summary>True if a comment in the same line begins with the code of an error.</summary>
    private static bool HasIntendedMistake(XElement item) =>
        item.NodesAfterSelf().TakeWhile(node => node is not XElement && !node.ToString().Contains('\n', StringComparison.Ordinal))
            .OfType<XComment>().Any(comment => comment.Value.TrimStart() is ['M', 'D', ..]);

    private static IEnumerable<string> File(string path)
    {
        var file = path.Replace("/path/to/ModelDsl/", "", StringComparison.Ordinal).Replace("$(ModelDslRoot)", "", StringComparison.Ordinal);
        return System.IO.File.Exists(Infrastructure.Repository.PathOf(file)) ? [] : [$"There is no file {path}"];
    }
}
