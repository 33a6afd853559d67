using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Documents;

/// <summary>The C# blocks of the documents compile without a mistake in a reader's project.</summary>
public class CSharpBlockTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ModelDsl;
        global using static TorchSharp.torch;
        global using static Surroundings;
        """;

    private const string Avae = "public static ModelDsl.Architectures.Avae model => new();";

    private const string MyModel = "} [Model] public partial class MyModel { [Linear(10)] public partial Tensor Run([Shape(784)] Tensor image);";

    /// <summary>The model that translates images, which another document declares.</summary>
    private static string Colorizer { get; } =
        DocumentBlock.In("docs/declaring-models.md").Single(block => block.Code.Contains("class Colorizer", StringComparison.Ordinal)).Code;

    /// <summary>Declarations for names that a document explains only in its text, as members of a class that the blocks import.</summary>
    private static readonly Dictionary<string, string> s_surroundings = new()
    {
        ["docs/onnx.md"] = Avae,
        ["docs/pytorch.md"] = Avae,
        ["docs/diagnostics/MDX0410.md"] = Avae,
        ["docs/diagnostics/MDX0412.md"] = Avae,
        ["docs/training.md"] = $"public static ModelDsl.Data.Dataset data => null!; }} {Colorizer} static class End {{",
        ["docs/weights.md"] = "public static ModelDsl.Architectures.ConvAutoencoder model => new(); public static IReadOnlyList<ModelEntry> models => [];",
        ["docs/snapshot-tests.md"] = MyModel,
        ["src/Testing/README.md"] = MyModel,
        ["src/Onnx/README.md"] = "public static ModelDsl.Architectures.Vae model => new();",
    };

    /// <summary>Blocks that other tests check: the invalid and fixed examples of diagnostics, generated code, and rows of tables.</summary>
    private static bool IsChecked(DocumentBlock block) =>
        block.Document.StartsWith("docs/diagnostics/MDL", StringComparison.Ordinal)
        || block is { Document: "docs/generated-code.md", Language: "cs" }
        || (block.Document == AddedLayerTests.Document && !block.Code.Contains("class", StringComparison.Ordinal));

    private static readonly CSharpCompilation s_project = CSharpCompilation.Create("Reader.Project", references: References.WithPackages)
        .AddSyntaxTrees(CSharpSyntaxTree.ParseText(ImplicitUsings, GeneratorTest.ParseOptions));

    private static readonly KeyValuePair<string, ReportDiagnostic>[] s_olderFramework = [new("CS1701", ReportDiagnostic.Suppress)];

    public static TheoryData<string> Documents => DocumentBlock.DocumentsWith(block => block.Language is "csharp" or "cs" && !IsChecked(block));

    [Theory, MemberData(nameof(Documents))]
    public async Task The_blocks_compile(string document) =>
        Assert.Empty(await Problems([.. DocumentBlock.In(document).Where(block => block.Language is "csharp" or "cs" && !IsChecked(block))]));

    /// <summary>The tests of diagnostics check the blocks under two headings, so a page may have no others.</summary>
    [Fact]
    public void A_page_of_a_diagnostic_has_an_invalid_and_a_fixed_example() =>
        Assert.All(DocumentBlock.All.Where(block => block.Document.StartsWith("docs/diagnostics/MDL", StringComparison.Ordinal)).GroupBy(block => block.Document), page => Assert.Equal(
            ["## Invalid", "## Fixed"],
            page.Select(block => Repository.Read(page.Key).ReplaceLineEndings("\n").Split('\n')[block.Line - 3])));

    /// <summary>The test fails for a block with a mistake.</summary>
    [Theory]
    [InlineData("model.ExportOnx(\"out\");", "CS1061")]
    [InlineData("[Model] public partial class Net { [Linear(10), Unflatten(3, 3)] public partial Tensor Run([Shape(784)] Tensor image); }", "MDL0104")]
    public async Task A_mistake_is_found(string code, string id) =>
        Assert.Contains(id, Assert.Single(await Problems([new("docs/onnx.md", 1, "csharp", code)])), StringComparison.Ordinal);

    /// <summary>The mistakes in the blocks of a document. Blocks that declare types form one project, with a namespace for each block. Each other block is a program.</summary>
    private static async Task<List<string>> Problems(IReadOnlyList<DocumentBlock> blocks)
    {
        var programs = blocks.ToLookup(block => Parse(block, block.Code).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        var problems = await Problems([.. programs[false].Select(block => Parse(block, $"namespace Block{block.Line} {{ {block.Code} }}"))], OutputKind.DynamicallyLinkedLibrary, blocks[0].Document);
        foreach (var block in programs[true])
            problems.AddRange(await Problems([Parse(block, block.Code)], OutputKind.ConsoleApplication, block.Document));
        return problems;
    }

    private static SyntaxTree Parse(DocumentBlock block, string code) => CSharpSyntaxTree.ParseText(code, GeneratorTest.ParseOptions, block.ToString());

    private static async Task<List<string>> Problems(SyntaxTree[] trees, OutputKind kind, string document)
    {
        if (trees.Length == 0)
            return [];
        var surroundings = $"public static class Surroundings {{ {s_surroundings.GetValueOrDefault(document)} }}";
        var compilation = s_project.AddSyntaxTrees([.. trees, CSharpSyntaxTree.ParseText(surroundings, GeneratorTest.ParseOptions)])
            .WithOptions(new(kind, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: s_olderFramework));

        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var generated);
        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        return [.. problems.Concat(mistakes).Concat(generated).Select(problem => problem.ToString())];
    }
}
