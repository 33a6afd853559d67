using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The examples in the documents are valid and up to date.</summary>
public partial class DocumentTests
{
    public static TheoryData<string, int> Examples => DocumentExamples.Of("declaring-models.md", "data.md", "generated-code.md", "samples.md", "tutorial.md");

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

    [Fact]
    public async Task The_tutorial_shows_the_message_of_its_mistake()
    {
        var source = DocumentExamples.Source("tutorial.md", 0).Replace("Linear(784)", "Linear({|MDL0204:748|})", StringComparison.Ordinal);
        var message = Assert.Single(await DiagnosticVerifier.Verify(source));
        Assert.Contains($"error MDL0204: {message}", Repository.Read("docs", "tutorial.md"), StringComparison.Ordinal);
    }

    public static TheoryData<string> Documents =>
        ["README.md", .. Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md").Select(path => Path.GetRelativePath(Repository.Root, path))];

    /// <summary>Also the part after #, which is a heading of that file.</summary>
    [Theory, MemberData(nameof(Documents))]
    public void A_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        foreach (Match link in Links().Matches(Repository.Read(document)))
        {
            var target = link.Groups["path"].Value is { Length: > 0 } path ? Path.Combine(folder, path) : Repository.PathOf(document);
            Assert.True(Path.Exists(target), $"{document}: {link.Value}");
            if (link.Groups["heading"].Success && target.EndsWith(".md", StringComparison.Ordinal))
                Assert.True(Headings(target).Contains(link.Groups["heading"].Value), $"{document}: {link.Value}");
        }
    }

    /// <summary>The anchors of headings, as GitHub forms them: in lower case, with hyphens for spaces, without punctuation.</summary>
    private static IEnumerable<string> Headings(string path) => File.ReadLines(path)
        .Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\]\((?<path>[^):#]*)(#(?<heading>[^)]*))?\)")]
    private static partial Regex Links();
}
