namespace ModelDsl.EndToEnd.Tests;

/// <summary>Generated code under all analyzers of the SDK.</summary>
public sealed class GeneratedCodeTests(UserProject project) : IClassFixture<UserProject>
{
    /// <summary>All architectures and all layers.</summary>
    [Fact]
    public void All_analyzers_of_the_SDK_accept_generated_code()
    {
        string[] sources =
        [
            .. Directory.EnumerateFiles(Repository.File("src", "Architectures"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)),
            Repository.File("tests", "Generator.Tests", "EveryLayer.cs"),
        ];

        var (code, output) = project.Build([.. sources.Select(File.ReadAllText)], "-p:AnalysisLevel=latest-all", "-p:TreatWarningsAsErrors=true");

        Assert.True(code == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }
}
