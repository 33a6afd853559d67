using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>The names that project files and command lines may contain, read from the files and types that define them.</summary>
internal static partial class BuildVocabulary
{
    private static readonly IReadOnlyList<string> s_files =
    [
        .. new[] { "build", "src", "samples", "templates", "tests", "benchmarks" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            // The tests of this folder contain wrong names.
            .Where(path => !BuildOutput().IsMatch(path) && !path.StartsWith("tests/Generator.Tests/Documents/", StringComparison.Ordinal)),
    ];

    private static readonly IReadOnlyList<XElement> s_elements =
        [.. s_files.Where(IsProject).SelectMany(path => XDocument.Parse(Repository.Read(path)).Descendants())];

    /// <summary>The targets for users.</summary>
    public static IReadOnlySet<string> Targets { get; } = Names(s_elements.Where(element => element.Name == "Target").Select(target => target.Attribute("Name")!.Value));

    /// <summary>The properties that project files set or read.</summary>
    public static IReadOnlySet<string> Properties { get; } = Names(
    [
        .. s_elements.Where(element => element.Parent?.Name == "PropertyGroup").Select(property => property.Name.LocalName),
        .. s_files.Where(IsProject).SelectMany(path => PropertyUse().Matches(Repository.Read(path))).Select(use => use.Groups["name"].Value),
    ]);

    /// <summary>The items that project files declare or read.</summary>
    public static IReadOnlySet<string> Items { get; } = Names(
    [
        .. s_elements.Where(element => element.Parent?.Name == "ItemGroup").Select(item => item.Name.LocalName),
        .. s_files.Where(IsProject).SelectMany(path => ItemUse().Matches(Repository.Read(path))).Select(use => use.Groups["name"].Value),
    ]);

    /// <summary>The versions of packages: those of this repository's own and those that its projects reference.</summary>
    public static IReadOnlyDictionary<string, string> PackageVersions { get; } = FindPackageVersions();

    /// <summary>The declared models with the names of their sizes: those of the library, samples, templates and documents.</summary>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Models { get; } = FindModels();

    /// <summary>The sizes of all models.</summary>
    public static IReadOnlySet<string> Sizes { get; } = Names(Models.Values.SelectMany(sizes => sizes));

    /// <summary>The settings of an experiment.</summary>
    public static IReadOnlySet<string> Settings { get; } = Names(Grid.Reserved);

    /// <summary>The properties of a command line that select experiments and presets.</summary>
    public static IReadOnlySet<string> Selectors { get; } = Quoted("build/ModelDsl.Build/CommandLine.cs", "Selectors");

    /// <summary>The metadata of a claim.</summary>
    public static IReadOnlySet<string> ClaimMetadata { get; } = Quoted("build/ModelDsl.Build/DeclaredClaim.cs", "string[] Known");

    /// <summary>The formats of exported models.</summary>
    public static IReadOnlySet<string> Formats { get; } = Names(
        Format().Matches(Repository.Read("src/Experiments/ModelExport.cs")).Select(format => format.Groups["name"].Value));

    /// <summary>The names of items: of experiments, presets or claims.</summary>
    public static IReadOnlySet<string> Declared(string item) => Names(
        s_elements.Concat(DocumentBlock.All.Where(block => block.Language == "xml").SelectMany(block => XmlBlock.Parse(block).Descendants()))
            .Where(element => element.Name == item).Select(element => element.Attribute("Include")?.Value).OfType<string>());

    /// <summary>Why the value of a setting is wrong; null if it is not known to be.</summary>
    public static string? WrongValue(string setting, string value)
    {
        var (values, known) = setting switch
        {
            "Models" or "Lower" or "Higher" or "Than" => (value.Split(';'), Models.ContainsKey),
            "Dataset" or "Fallback" => (value.Split(';'), (Func<string, bool>)(name => DatasetPath.IsPath(name) || s_datasets.Contains(name))),
            "Evaluate" => (value.Split(';'), name => Evaluators.Known.Any(evaluator => evaluator.Name == name)),
            "Metric" => ([value], name => s_metrics.Any(metric => metric.Name == name || metric.Family == name)),
            "Experiment" => (value.Split(';'), Declared("Experiment").Contains),
            "Preset" => ([value], Declared("ExperimentPreset").Contains),
            "Format" => ([value], Formats.Contains),
            _ => ([], _ => true),
        };
        return values.FirstOrDefault(name => !known(name)) is { } unknown ? $"{setting} names {unknown}, which does not exist" : null;
    }

    /// <summary>The text of a project's sources and of its project file.</summary>
    public static string SourcesOf(string folder) => string.Join('\n', s_files
        .Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal) && Path.GetExtension(path) is ".cs" or ".csproj")
        .Select(path => Repository.Read(path)));

    /// <summary>The text of all sources and scripts.</summary>
    public static string AllSources => s_allSources.Value;

    private static readonly Lazy<string> s_allSources = new(() =>
        string.Join('\n', s_files.Where(path => Path.GetExtension(path) is ".cs" or ".sh" or ".py").Select(path => Repository.Read(path))));

    private static readonly HashSet<string> s_datasets = [.. Datasets.Known.Select(dataset => dataset.Name)];

    private static readonly IReadOnlyList<Metric> s_metrics = [.. Evaluators.Known.SelectMany(evaluator => evaluator.Metrics)];

    private static Dictionary<string, string> FindPackageVersions()
    {
        var versions = s_elements.Where(element => element.Name == "PackageVersion").Select(element => (Id: element.Attribute("Include")!.Value, Version: element.Attribute("Version")!.Value));
        var own = s_elements.Where(element => element.Name == "PackageId").Select(element => (Id: element.Value, Version: Property("Version")))
            .Concat(s_files.Where(path => path.Split('/') is ["src", _, _] or ["templates", _] && path.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(path => (Id: Path.GetFileNameWithoutExtension(path), Version: Property("Version"))));
        var libtorch = LibTorch().Matches(Repository.Read("build/ModelDsl.Engine.targets")).Single().Groups["platforms"].Value.Split('|')
            .Select(platform => (Id: $"libtorch-cpu-{platform}", Version: Property("LibTorchVersion")));
        return versions.Concat(own).Concat(libtorch).DistinctBy(package => package.Id).ToDictionary(
            package => package.Id, package => PropertyUse().Replace(package.Version, use => Property(use.Groups["name"].Value)));
    }

    private static string Property(string name) =>
        s_elements.First(element => element.Name == name && element.Parent?.Name == "PropertyGroup" && !element.Value.Contains('$', StringComparison.Ordinal)).Value;

    private static Dictionary<string, IReadOnlySet<string>> FindModels()
    {
        var sources = s_files
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && (path.StartsWith("src/Architectures/", StringComparison.Ordinal) || path.StartsWith("templates/", StringComparison.Ordinal) || path.StartsWith("samples/", StringComparison.Ordinal)))
            .Select(path => Repository.Read(path))
            .Concat(DocumentBlock.All.Where(block => block.Language is "csharp").Select(block => block.Code));
        return sources.SelectMany(source => CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            .GroupBy(type => type.Identifier.Text)
            .ToDictionary(type => type.Key, type => Names(type.SelectMany(part => part.Members.OfType<PropertyDeclarationSyntax>()).Select(size => size.Identifier.Text)));
    }

    /// <summary>The quoted names in the line of a source file that declares a list.</summary>
    private static IReadOnlySet<string> Quoted(string file, string list) => Names(
        QuotedName().Matches(Repository.Read(file).Split('\n').Single(line => line.Contains(list, StringComparison.Ordinal))).Select(name => name.Groups["name"].Value));

    private static bool IsProject(string path) => Path.GetExtension(path) is ".props" or ".targets" or ".proj" or ".csproj";

    // MSBuild ignores the case of names.
    private static IReadOnlySet<string> Names(IEnumerable<string> names) => names.Where(name => name is not ['_', ..]).ToHashSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("(^|/)(bin|obj|artifacts|node_modules)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"\$\((?<name>\w+)\)")]
    private static partial Regex PropertyUse();

    /// <summary>The platforms with a package of libtorch for the CPU.</summary>
    [GeneratedRegex(@"'\^\((?<platforms>[\w|-]+)\)\$'")]
    private static partial Regex LibTorch();

    [GeneratedRegex(@"@\((?<name>\w+)")]
    private static partial Regex ItemUse();

    [GeneratedRegex(@"""(?<name>\w+)""")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"\[""(?<name>\w+)""\] = \(model, folder\)")]
    private static partial Regex Format();
}
