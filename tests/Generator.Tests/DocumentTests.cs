using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The examples in the documents are valid and up to date.</summary>
public partial class DocumentTests
{
    public static TheoryData<string, int> Examples => DocumentExamples.Of("declaring-models.md", "data.md", "generated-code.md", "samples.md");

    /// <summary>Neither the compiler nor the analyzers report a mistake.</summary>
    [Theory, MemberData(nameof(Examples))]
    public async Task An_example_has_no_mistake(string document, int number)
    {
        var compilation = GeneratorTest.Compile(DocumentExamples.Source(document, number));
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out _);
        Assert.Empty(GeneratorTest.Problems(updated));
        Assert.Empty(await DiagnosticVerifier.Analyze(updated));
    }

    [Fact]
    public void The_generated_code_is_shown_as_it_is()
    {
        var text = GeneratorTest.Generate(DocumentExamples.Source("generated-code.md", 0))[0].SourceText.ToString();
        var lines = text.Split('\n')
            .SkipWhile(line => !line.Contains("partial class", StringComparison.Ordinal))
            .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal));
        var shown = DocumentExamples.Blocks("generated-code.md", "cs")[0];
        Assert.Equal(shown.TrimEnd(), string.Join('\n', lines).TrimEnd());
    }

    [Theory]
    [InlineData("README.md"), InlineData("docs/reference.md"), InlineData("docs/declaring-models.md"), InlineData("docs/samples.md")]
    [InlineData("docs/generated-code.md"), InlineData("docs/adding-a-layer.md"), InlineData("docs/data.md"), InlineData("docs/comparison.md")]
    public void A_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        var links = Links().Matches(Repository.Read(document)).Select(link => link.Groups["path"].Value).Where(path => !path.Contains(':')).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, path => Assert.True(Path.Exists(Path.Combine(folder, path)), path));
    }

    [GeneratedRegex(@"\]\((?<path>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Links();
}
