using System.Text.RegularExpressions;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>A user's project with a convolutional autoencoder that has one wrong number, built on the command line.</summary>
public sealed partial class WrongShapeTests(UserProject project) : IClassFixture<UserProject>
{
    [Theory]
    [InlineData]
    [InlineData("-p:RunAnalyzers=false")]
    [InlineData("-p:RunAnalyzersDuringBuild=false")]
    [InlineData("-p:NoWarn=MDL0104", "-p:TreatWarningsAsErrors=false")]
    public void One_error_on_the_argument_names_the_repair(params string[] switches)
    {
        var declaration = File.ReadAllLines(Repository.File("src", "Architectures", "Convolutional", "ConvAutoencoder.cs"));
        var line = Array.FindIndex(declaration, text => text.Contains("Linear(64 * 7 * 7)", StringComparison.Ordinal));
        declaration[line] = declaration[line].Replace("64 * 7 * 7", "64 * 7", StringComparison.Ordinal);
        var column = declaration[line].IndexOf("64 * 7)", StringComparison.Ordinal);

        var (code, output) = project.Build(string.Join('\n', declaration), switches);

        Assert.NotEqual(0, code);
        var error = Assert.Single(Errors().Matches(output).Select(match => match.Value).Distinct());
        Assert.StartsWith($"Model.cs({line + 1},{column + 1}): error MDL0104: ", error, StringComparison.Ordinal);
        Assert.Contains("448", error, StringComparison.Ordinal);
        Assert.Contains("3136", error, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[^/\s]*(\([\d,]+\))?\s?: error [^\[\n]*")]
    private static partial Regex Errors();
}
