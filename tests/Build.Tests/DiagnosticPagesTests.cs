using System.Text.RegularExpressions;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

public sealed partial class DiagnosticPagesTests
{
    private static readonly string[] Pages = Directory.GetFiles(Path.Combine(MiniSolution.Repository, "docs", "diagnostics"), "MDX*.md");

    [Fact]
    public void Every_code_of_builds_and_runs_has_a_page_and_every_page_a_code() =>
        Assert.Equal(
            Sources().SelectMany(file => Code().Matches(File.ReadAllText(file))).Select(match => match.Value).Distinct().Order(),
            Pages.Select(page => Path.GetFileNameWithoutExtension(page)).Order());

    [Fact]
    public void Every_page_is_headed_by_its_code() =>
        Assert.All(Pages, page => Assert.StartsWith($"# {Path.GetFileNameWithoutExtension(page)}: ", File.ReadAllText(page), StringComparison.Ordinal));

    /// <summary>The sources of codes: the targets, the build tasks, the lists of codes.</summary>
    private static IEnumerable<string> Sources() =>
    [
        .. Directory.EnumerateFiles(MiniSolution.Repository, "*.targets"),
        .. from folder in new[] { "build", "src" }
           from file in Directory.EnumerateFiles(Path.Combine(MiniSolution.Repository, folder), "*", SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".targets" or ".cs" && !BuildOutput().IsMatch(file)
           select file,
    ];

    // Codes in quotes are reported; others are mentioned in comments.
    [GeneratedRegex("""(?<=")MDX\d{4}(?=")""")]
    private static partial Regex Code();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();
}
