using System.Text.RegularExpressions;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

public sealed partial class DiagnosticPagesTests
{
    [Fact]
    public void Every_code_of_the_build_has_a_page()
    {
        string[] sources = ["Directory.Solution.targets", .. Directory.EnumerateFiles(Repository("build"), "*.targets"), .. Directory.EnumerateFiles(Repository("build/ModelDsl.Build.Tasks"), "*.cs")];
        var codes = sources.SelectMany(file => Code().Matches(File.ReadAllText(Repository(file)))).Select(m => m.Value).Distinct().ToList();

        Assert.Contains("MDX0001", codes);
        Assert.All(codes, code => Assert.StartsWith($"# {code}: ", File.ReadAllText(Repository($"docs/diagnostics/{code}.md")), StringComparison.Ordinal));
    }

    private static string Repository(string path) => Path.Combine(MiniSolution.Repository, path);

    [GeneratedRegex(@"MDX\d{4}")]
    private static partial Regex Code();
}
