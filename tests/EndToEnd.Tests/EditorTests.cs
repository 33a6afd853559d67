namespace ModelDsl.EndToEnd.Tests;

/// <summary>The analyzers that a user's project passes to the compiler and to an editor.</summary>
public sealed class EditorTests(UserProject project) : IClassFixture<UserProject>
{
    private const string Generator = "ModelDsl.Generator", CodeFixes = "ModelDsl.Generator.CodeFixes";

    [Theory]
    [InlineData("-p:DesignTimeBuild=true")]
    [InlineData("-p:BuildingInsideVisualStudio=true")]
    public void An_editor_loads_the_code_fixes(string editor) => Assert.Superset(new HashSet<string> { Generator, CodeFixes }, project.Analyzers(editor).ToHashSet());

    [Fact]
    public void The_compiler_loads_only_the_generator()
    {
        var analyzers = project.Analyzers();

        Assert.Contains(Generator, analyzers);
        Assert.DoesNotContain(CodeFixes, analyzers);
    }
}
