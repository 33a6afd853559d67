namespace EndToEnd.Tests;

/// <summary>Generated code beside a user's own, under the strictest rules that the SDK has.</summary>
public sealed class GeneratedCodeTests(UserProject project) : IClassFixture<UserProject>
{
    [Fact]
    public void All_analyzers_of_the_SDK_are_content()
    {
        var (code, output) = project.Build(
            File.ReadAllText(Repository.File("src", "Architectures", "Convolutional", "ConvAutoencoder.cs")), "-p:AnalysisLevel=latest-all", "-p:TreatWarningsAsErrors=true");

        Assert.True(code == 0, output);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
    }
}
