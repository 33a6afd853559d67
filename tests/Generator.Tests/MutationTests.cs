using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Mutates all declarations of architectures and snapshots: deletes, doubles or swaps one or several tokens.</summary>
/// <remarks><c>MODELDSL_MUTATIONS=10000 dotnet test tests/Generator.Tests --filter MutationTests</c> tries more mutations.</remarks>
public class MutationTests
{
    private static readonly int s_mutations = Corpus.Size("MODELDSL_MUTATIONS", 200);

    [Fact]
    public async Task No_mutation_makes_generator_or_analyzer_throw()
    {
        var random = new Random(1);
        var sources = Sources().ToList();
        Assert.True(sources.Count >= 5, "The declarations of the snapshots are not found.");
        var compilations = sources.ConvertAll(source => GeneratorTest.Compile(source));
        for (var i = 0; i < s_mutations; i++)
        {
            var (source, compilation) = (sources[i % sources.Count], compilations[i % sources.Count]);
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
                source = Mutated(source, random);
            var tree = CSharpSyntaxTree.ParseText(source, GeneratorTest.ParseOptions);
            var driver = GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false"))
                .RunGeneratorsAndUpdateCompilation(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], tree), out var updated, out _);
            Assert.True(driver.GetRunResult().Results.Single().Exception is null, $"{driver.GetRunResult().Results.Single().Exception}\n{source}");
            // An analyzer's exception is the diagnostic AD0001.
            Assert.All(await DiagnosticVerifier.Analyze(updated), diagnostic => Assert.True(diagnostic.Id.StartsWith("MDL", StringComparison.Ordinal), $"{diagnostic}\n{source}"));
        }
    }

    private static string Mutated(string source, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(source, GeneratorTest.ParseOptions).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).ToList();
        var at = random.Next(tokens.Count - 1);
        var (token, next) = (tokens[at], tokens[at + 1]);
        return random.Next(3) switch
        {
            0 => source.Remove(token.SpanStart, token.Span.Length),
            1 => source.Insert(token.Span.End, $" {token.Text}"),
            _ => source.Remove(next.SpanStart, next.Span.Length).Insert(next.SpanStart, token.Text)
                .Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, next.Text),
        };
    }

    /// <summary>The architectures, the models of these tests, and the declarations within the snapshots' tests.</summary>
    private static IEnumerable<string> Sources() =>
        Directory.GetDirectories(Repository.PathOf("src", "Architectures")).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs")).Order(StringComparer.Ordinal)
            .Append(Repository.PathOf("tests", "Generator.Tests", "Models.cs"))
            .Select(File.ReadAllText)
            .Concat(CSharpSyntaxTree.ParseText(Repository.Read("tests", "Generator.Tests", "SnapshotTests.cs")).GetRoot()
                .DescendantNodes().OfType<LiteralExpressionSyntax>()
                .Select(literal => literal.Token.ValueText)
                .Where(text => text.Contains("[Model")));
}
