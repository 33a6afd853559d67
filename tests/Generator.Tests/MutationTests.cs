using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>
/// Mutates all declarations of architectures and snapshots: deletes, doubles or swaps one or several tokens. A model whose members throw has a
/// diagnostic, and one without diagnostics can be created and run.
/// </summary>
/// <remarks><c>MODELDSL_MUTATIONS=10000 dotnet test tests/Generator.Tests --filter MutationTests</c> tries more mutations.</remarks>
[Collection(TensorCollection.Name)]
public class MutationTests
{
    private static readonly int[] s_numbers = [-1, 0, 1, 2, 3, 5, 7, 28, 100];

    private static readonly int s_mutations = Corpus.Size("MODELDSL_MUTATIONS", 200);

    [Fact]
    public async Task A_mutation_is_refused_with_a_diagnostic_or_runs()
    {
        var (random, ran) = (new Random(1), 0);
        var sources = Sources().ToList();
        Assert.True(sources.Count >= 5, "The declarations of the snapshots are not found.");
        var compilations = sources.ConvertAll(source => GeneratorTest.Compile(source));
        for (var i = 0; i < s_mutations; i++)
        {
            var (source, compilation) = (sources[i % sources.Count], compilations[i % sources.Count]);
            for (var mutations = random.Next(1, 4); mutations > 0; mutations--)
                source = random.Next(4) == 0 ? WithAnotherToken(source, random) : WithAnotherLayer(source, random);
            var tree = CSharpSyntaxTree.ParseText(source, GeneratorTest.ParseOptions);
            var driver = GeneratorTest.Driver(new ModelGenerator(), ("RunAnalyzers", "false"))
                .RunGeneratorsAndUpdateCompilation(compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], tree), out var updated, out _);
            Assert.True(driver.GetRunResult().Results.Single().Exception is null, $"{driver.GetRunResult().Results.Single().Exception}\n{source}");
            // An analyzer's exception is the diagnostic AD0001.
            var (ours, problems) = await DiagnosticVerifier.Check(updated);
            Assert.All(ours, diagnostic => Assert.True(diagnostic.Id.StartsWith("MDL", StringComparison.Ordinal), $"{diagnostic}\n{source}"));
            if (problems.Where(problem => problem.Severity == DiagnosticSeverity.Error).ToList() is { Count: > 0 } errors)
            {
                Assert.True(ours.Count > 0 || errors.Exists(error => error.Location.SourceTree == tree), $"{errors[0]}\n{source}");
                continue;
            }

            if (ours.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                continue;
            Assert.DoesNotContain(updated.SyntaxTrees, generated => generated != tree && $"{generated}".Contains("has an error.", StringComparison.Ordinal));
            ran += Run(updated, source) > 0 ? 1 : 0;
        }

        Assert.InRange(ran, s_mutations / 20, s_mutations);
    }

    private static int Run(Compilation compilation, string source)
    {
        try
        {
            return ModelRunner.Run(compilation);
        }
        catch (TargetInvocationException error) when (error.InnerException is ShapeException)
        {
            // The mutation states a wrong shape for code that the user wrote, which only a call can show.
            return 0;
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(source, error);
        }
    }

    /// <summary>Deletes, doubles, swaps or renames an attribute, or changes a number: the compiler accepts most of these.</summary>
    private static string WithAnotherLayer(string source, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(source, GeneratorTest.ParseOptions).GetRoot();
        var attributes = root.DescendantNodes().OfType<AttributeSyntax>().ToList();
        if (attributes.Count == 0)
            return source;
        var attribute = attributes[random.Next(attributes.Count)];
        var list = ((AttributeListSyntax)attribute.Parent!).Attributes;
        var neighbor = list[random.Next(list.Count)];
        var numbers = attribute.DescendantNodes().OfType<LiteralExpressionSyntax>().Where(literal => literal.Token.Value is int).ToList();
        return random.Next(5) switch
        {
            0 when list.Count > 1 => Replace(attribute.Parent.Span, $"[{string.Join(", ", list.Where(other => other != attribute))}]"),
            1 => Replace(attribute.Span, $"{attribute}, {attribute}"),
            2 => Replace(attribute.Parent.Span, $"[{string.Join(", ", list.Select(other => other == attribute ? neighbor : other == neighbor ? attribute : other))}]"),
            3 => Replace(attribute.Name.Span, LayerCatalogue.Kinds[random.Next(LayerCatalogue.Kinds.Count)].Name),
            _ when numbers.Count > 0 => Replace(numbers[random.Next(numbers.Count)].Span, $"{s_numbers[random.Next(s_numbers.Length)]}"),
            _ => source,
        };

        string Replace(TextSpan span, string text) => source.Remove(span.Start, span.Length).Insert(span.Start, text);
    }

    private static string WithAnotherToken(string source, Random random)
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
