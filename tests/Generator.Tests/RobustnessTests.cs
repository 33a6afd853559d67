using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Half-written code is what an editor shows most of the time.</summary>
public class RobustnessTests
{
    private static readonly string s_source = Repository.Read("src", "Architectures", "ConvAutoencoder.cs");

    /// <summary>Each token of a declaration deleted, and each doubled.</summary>
    [Fact]
    public async Task No_mutation_of_a_declaration_makes_generator_or_analyzer_throw()
    {
        var tokens = CSharpSyntaxTree.ParseText(s_source).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var compilation = GeneratorTest.Compile(s_source);
        GeneratorDriver driver = GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false"));
        foreach (var mutated in tokens.SelectMany(token => new[]
        {
            s_source.Remove(token.SpanStart, token.Span.Length),
            s_source.Insert(token.Span.End, $" {token.Text}"),
        }))
        {
            var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(mutated, GeneratorTest.ParseOptions));
            driver = driver.RunGeneratorsAndUpdateCompilation(edited, out var updated, out _);
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            Assert.All(await DiagnosticTest.Analyze(updated), diagnostic => Assert.StartsWith("MDL", diagnostic.Id));
        }
    }

    [Theory]
    [InlineData("[Model, Model] public partial class Net")]
    [InlineData("[Model] public partial class Net { }\n[Model] public partial class Net")]
    [InlineData("[Model] public partial class")]
    [InlineData("[Model] public abstract partial class Net")]
    [InlineData("[Model] file partial class Net")]
    [InlineData("[Model] partial record Net")]
    public void An_odd_class_does_not_make_the_generator_throw(string header)
    {
        var source = DiagnosticTest.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);", header);
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(GeneratorTest.Compile(source));
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
    }

    [Fact]
    public void Deep_parentheses_are_an_error_and_not_a_crash()
    {
        var source = DiagnosticTest.Model($"[Linear(\"{new string('(', 100_000)}\")] public partial Tensor Run([Shape(784)] Tensor image);");
        GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false"))
            .RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out _, out var diagnostics);
        Assert.Equal("MDL0003", Assert.Single(diagnostics).Id);
    }

    /// <summary>The same bytes where a minus is written otherwise and a comma parts decimals.</summary>
    [Fact]
    public void The_text_does_not_depend_on_the_culture()
    {
        var source = DiagnosticTest.Model("[Size(1)] public partial int A { get; }\n"
            + "[LeakyReLU(NegativeSlope = -1.5), Linear(\"3*A - 2\")] public partial Tensor Run([Shape(784)] Tensor image);");
        var expected = GeneratorTest.Generate(source)[0].SourceText.ToString();
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NegativeSign, odd.NumberFormat.NumberDecimalSeparator) = ("~", ",");
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, GeneratorTest.Generate(source)[0].SourceText.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("-1.5", expected);
        Assert.DoesNotContain('\r', expected);
    }

    [Fact]
    public void A_cancelled_run_gives_nothing() => Assert.Throws<OperationCanceledException>(() =>
        GeneratorTest.Driver(new ModelGenerator()).RunGenerators(GeneratorTest.Compile(s_source), new CancellationToken(canceled: true)));
}
