using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>What holds for all diagnostics: pages, release notes, and that nothing silences a wrong shape.</summary>
public class DiagnosticPropertyTests
{
    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(descriptor => descriptor.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void A_diagnostic_has_a_release_line(string id) =>
        Assert.Contains($"\n{id} | ModelDsl | Error |", Repository.Read("src", "Generator", "AnalyzerReleases.Unshipped.md"));

    [Theory, MemberData(nameof(Ids))]
    public void A_diagnostic_links_to_its_page(string id)
    {
        var descriptor = DiagnosticDescriptors.All.Single(candidate => candidate.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Repository.Read("docs", "diagnostics", $"{id}.md"));
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task The_invalid_example_of_a_page_gives_its_error_alone(string id) =>
        Assert.Equal([id], (await Diagnose(Example(id, "Invalid"))).Select(diagnostic => diagnostic.Id));

    [Theory, MemberData(nameof(Ids))]
    public async Task The_fixed_example_of_a_page_has_no_error(string id) => Assert.Empty(await Diagnose(Example(id, "Fixed")));

    [Theory, MemberData(nameof(Ids))]
    public void Only_the_rules_of_declarations_can_be_configured(string id)
    {
        var descriptor = DiagnosticDescriptors.All.Single(candidate => candidate.Id == id);
        Assert.Equal(string.CompareOrdinal(id, "MDL0100") >= 0, descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable));
        Assert.Equal(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
    }

    [Theory]
    [InlineData("#pragma warning disable MDL0102", false)]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"ModelDsl\", \"MDL0102\")]", false)]
    [InlineData("", true)]
    public async Task A_wrong_shape_cannot_be_silenced(string suppression, bool noWarn)
    {
        var compilation = GeneratorTest.Compile(DiagnosticTest.Model(
            $"{suppression}\n[Linear(10)] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);"));
        if (noWarn)
            compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("MDL0102", ReportDiagnostic.Suppress)]));
        var diagnostic = Assert.Single(await Diagnose(compilation));
        Assert.Equal(("MDL0102", DiagnosticSeverity.Error, false), (diagnostic.Id, diagnostic.Severity, diagnostic.IsSuppressed));
    }

    private static Task<IReadOnlyList<Diagnostic>> Diagnose(string source) => Diagnose(GeneratorTest.Compile(source));

    private static async Task<IReadOnlyList<Diagnostic>> Diagnose(Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        Assert.Empty(GeneratorTest.Problems(updated));
        return await DiagnosticTest.Analyze(updated);
    }

    private static string Example(string id, string heading)
    {
        var page = Repository.Read("docs", "diagnostics", $"{id}.md");
        var example = new Regex($@"## {heading}\n+```csharp\n(?<code>.*?)```", RegexOptions.Singleline).Match(page);
        Assert.True(example.Success, $"{id}.md has no example under {heading}.");
        return $"using ModelDsl;\nusing static TorchSharp.torch;\n{example.Groups["code"].Value}";
    }
}
