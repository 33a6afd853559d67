using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The generator reports mistakes exactly if no analyzer does.</summary>
public class AnalyzerSwitchTests
{
    private const string Mistaken = "[Flatten, Linear(\"Width\")] public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);";

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("false", "", "", true)]
    [InlineData("False", "true", "", true)]
    [InlineData("", "false", "", true)]
    [InlineData("true", "false", "", false)]
    [InlineData("", "false", "true", false)]
    [InlineData("false", "", "true", true)]
    public void The_generator_reports_if_the_switches_disable_analyzers(string always, string duringBuild, string whileTyping, bool reports)
    {
        GeneratorTest.Driver(new ModelGenerator(),
                ("RunAnalyzers", always), ("RunAnalyzersDuringBuild", duringBuild), ("DesignTimeBuild", whileTyping))
            .RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(DiagnosticVerifier.Model(Mistaken)), out _, out var diagnostics);

        Assert.Equal(reports ? 1 : 0, diagnostics.Length);
    }
}
