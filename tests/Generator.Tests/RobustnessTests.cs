using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Incomplete code, which is the usual state in an editor.</summary>
public class RobustnessTests
{
    /// <summary>Blocks, several inputs and outputs, marks, branches, calls, tied layers and submodels, sizes with allowed values.</summary>
    private const string Rich = """
        using ModelDsl; using static TorchSharp.torch;
        [Model, Elbo(Likelihood.Bernoulli)] public partial class Net : INoisyVariationalAutoencoder
        {
            [Size(8, AnyOf = new[] { 8, 16 })] public partial int Latent { get; }
            public partial Body Body { get; }
            [Concat, Wide("2*Latent", Repeat = 2), Mark("a"), ReLU, Add("a"), Gaussian(nameof(Latent))]
            public partial Gaussian Encode([Shape(64)] Tensor image, [Shape(4)] Tensor noise);
            [Use(nameof(Body), "Run"), Call(nameof(Head))] public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
            [Mark("in"), Linear(8), Mark("Left"), From("in"), Linear(8), Multiply("Left")] public partial (Tensor Left, Tensor Right) Split([Shape(nameof(Latent))] Tensor code);
            [return: Shape(64)] public Tensor Head([Shape(64)] Tensor features) => features;
        }
        [Linear(nameof(width)), ReLU] public sealed class WideAttribute(object width) : BlockAttribute;
        [Model] public partial class Body
        {
            [Size(8)] public partial int Latent { get; }
            [Unflatten(1, 2, "Latent/2"), Conv2d(8, new[] { 1, 2 }, SamePadding = true), Flatten, Linear(64)] public partial Tensor Run([Shape(nameof(Latent))] Tensor code);
            [Tied(nameof(Run), 3)] public partial Tensor Back([Shape(64)] Tensor code);
        }
        """;

    [Fact]
    public Task No_deleted_token_of_a_declaration_makes_generator_or_analyzer_throw() =>
        NothingThrows(token => Rich.Remove(token.SpanStart, token.Span.Length));

    [Fact, Trait("Category", "Long")]
    public Task No_doubled_token_of_a_declaration_makes_generator_or_analyzer_throw() =>
        NothingThrows(token => Rich.Insert(token.Span.End, $" {token.Text}"));

    private static async Task NothingThrows(Func<SyntaxToken, string> mutate)
    {
        var tokens = CSharpSyntaxTree.ParseText(Rich).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var compilation = GeneratorTest.Compile(Rich);
        foreach (var mutated in tokens.Select(mutate))
        {
            var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(mutated, GeneratorTest.ParseOptions));
            // A new driver each time: one that tracks steps throws if the first of several models loses its attribute.
            var driver = GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false")).RunGeneratorsAndUpdateCompilation(edited, out var updated, out _);
            Assert.Null(driver.GetRunResult().Results.Single().Exception);
            Assert.All(await DiagnosticVerifier.Analyze(updated), diagnostic => Assert.StartsWith("MDL", diagnostic.Id));
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
        var source = DiagnosticVerifier.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);", header);
        var driver = GeneratorTest.Driver(new ModelGenerator()).RunGenerators(GeneratorTest.Compile(source));
        Assert.Null(driver.GetRunResult().Results.Single().Exception);
    }

    [Fact]
    public void Deep_parentheses_are_an_error_and_not_a_crash()
    {
        var source = DiagnosticVerifier.Model($"[Linear(\"{new string('(', 100_000)}\")] public partial Tensor Run([Shape(784)] Tensor image);");
        GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false"))
            .RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out _, out var diagnostics);
        Assert.Equal("MDL0003", Assert.Single(diagnostics).Id);
    }

    private const string Sizes =
        "[Size(1)] public partial int A { get; } [Size(1)] public partial int B { get; } [Size(1)] public partial int C { get; }\n";

    private const string Huge = "\"9223372036854775807*A + 9223372036854775807*B\"";

    /// <summary>Numbers that exceed 64 bits: in an argument, a parameter, an assertion, between layers, in a repair's search, in the totals.</summary>
    [Theory]
    [InlineData("[Linear({|MDL0003:" + Huge + "|})] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[Tanh] public partial Tensor Run([Shape({|MDL0003:" + Huge + "|})] Tensor image);")]
    [InlineData("[Tanh] [return: Shape({|MDL0003:" + Huge + "|})] public partial Tensor Run([Shape(784)] Tensor image);")]
    [InlineData("[{|MDL0012:Linear(3)|}] public partial Tensor Run([Shape(\"4611686018427387904*A\")] Tensor image);")]
    [InlineData("[{|MDL0012:Flatten|}] public partial Tensor Run([Shape(\"4294967296*A\", \"4294967296*B\")] Tensor image);")]
    [InlineData("[{|MDL0012:Conv2d(8, 3, Padding = 9223372036854775807)|}] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);")]
    [InlineData("[{|MDL0012:ConvTranspose2d(8, 3, Padding = 9223372036854775807)|}] public partial Tensor Run([Shape(1, 28, 28)] Tensor image);")]
    [InlineData("[{|MDL0012:Linear(\"2305843009213693952*A*B + 2305843009213693952*A*C - 4611686018427387904*A + B\", Bias = false)|}] public partial Tensor Run([Shape(2)] Tensor image);")]
    [InlineData("[ConvTranspose2d(1, 1)] [return: Shape({|MDL0108:1, 28, 28|})] public partial Tensor Run([Shape(1, 4611686018427387904, 1)] Tensor image);")]
    [InlineData("[Linear(2147483647), Linear(2147483647), Linear(2147483647)] public partial Tensor Run([Shape(2147483647)] Tensor image);",
        "[Model] public partial class {|MDL0012:Net|}")]
    [InlineData("[Linear(2147483647)] public partial Tensor First([Shape(4294967296)] Tensor image);\n"
        + "[Linear(\"A\")] public partial Tensor Second([Shape(4611686018427387904)] Tensor image);",
        "[Model] public partial class {|MDL0012:Net|}")]
    public async Task A_number_beyond_64_bits_is_an_error_and_not_a_crash(string members, string header = "[Model] public partial class Net") =>
        await DiagnosticVerifier.Verify(DiagnosticVerifier.Model(Sizes + members, header));

    /// <summary>The generated bytes are the same in cultures with another minus sign or a decimal comma.</summary>
    [Fact]
    public void The_text_does_not_depend_on_the_culture()
    {
        var source = DiagnosticVerifier.Model("[Size(1)] public partial int A { get; }\n"
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
    public void A_canceled_run_returns_nothing() => Assert.Throws<OperationCanceledException>(() =>
        GeneratorTest.Driver(new ModelGenerator()).RunGenerators(GeneratorTest.Compile(Rich), new CancellationToken(canceled: true)));
}
