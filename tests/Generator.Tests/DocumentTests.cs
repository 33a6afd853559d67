using System.Text.RegularExpressions;
using ModelDsl.Generator.Tests.Documents;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The examples in the documents are valid and up to date.</summary>
public partial class DocumentTests
{
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

    [Fact]
    public async Task The_readme_shows_the_message_of_its_mistake()
    {
        var example = DocumentBlock.In("README.md").First(block => block.Language == "csharp").Code.Replace("64 * 7 * 7", "{|MDL0104:64 * 7|}", StringComparison.Ordinal);
        var message = Assert.Single(await DiagnosticVerifier.Verify($"using ModelDsl;\nusing static TorchSharp.torch;\nnamespace Demo;\n{example}"));
        Assert.Contains($"error MDL0104: {message}", Repository.Read("README.md"), StringComparison.Ordinal);
    }

    /// <summary>Each row of the table has the last two columns of the rows of its network on one thread, first in training and then in inference.</summary>
    [Fact]
    public void The_ratios_of_the_readme_are_the_measured_ones()
    {
        var measured = Repository.Read("docs", "performance", "README.md");
        var rows = Ratios().Matches(Repository.Read("README.md"));
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(
            row.Groups["ratio"].Captures.Select(ratio => ratio.Value),
            Measurement().Matches(measured).Where(line => line.Groups["network"].Value == row.Groups["network"].Value).Take(2)
                .SelectMany(line => line.Groups["ratio"].Captures).Select(ratio => ratio.Value)));
    }

    public static TheoryData<string> Documents => [.. DocumentBlock.Documents];

    /// <summary>The languages that tests check, and output, diagrams and tables, which have no names that could be wrong.</summary>
    [Fact]
    public void A_block_has_a_known_language() =>
        Assert.All(DocumentBlock.All, block => Assert.True(block.Language is "csharp" or "cs" or "xml" or "sh" or "python" or "csv" or "mermaid" or "", $"{block}: {block.Language}"));

    /// <summary>A file of published values begins with the columns that the reader of such files expects.</summary>
    [Fact]
    public void A_file_of_published_values_has_its_columns()
    {
        var columns = string.Join(", ", DocumentBlock.All.Where(block => block.Language == "csv").Select(block => block.Code.Split('\n')[0]).Distinct().Single()
            .Split(',').Select(column => $"\"{column}\""));
        Assert.Contains(columns, Repository.Read("src", "Experiments", "Reports", "Published", "PublishedFile.cs"), StringComparison.Ordinal);
    }

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

    [GeneratedRegex(@"^\| (?<network>[\w-]+)( \| (?<ratio>[\d.]+ \([\d.]+–[\d.]+\))){4} \|$", RegexOptions.Multiline)]
    private static partial Regex Ratios();

    [GeneratedRegex(@"^\| (?<network>[\w-]+) \| 1( \| \d+){3}( \| (?<ratio>[\d.]+ \([\d.]+–[\d.]+\))){2} \|$", RegexOptions.Multiline)]
    private static partial Regex Measurement();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\]\((?<path>[^):#]*)(#(?<heading>[^)]*))?\)")]
    private static partial Regex Links();
}
