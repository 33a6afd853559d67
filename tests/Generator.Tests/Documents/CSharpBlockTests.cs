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

    /// <summary>What the text of a document says about names in its blocks, as members of a class that is imported.</summary>
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
    public async Task A_block_compiles(string document)
    {
        foreach (var block in DocumentBlock.In(document).Where(block => block.Language is "csharp" or "cs" && !IsChecked(block)))
        {
            var problems = await Problems(block);
            Assert.True(problems.Count == 0, $"{block}\n{string.Join('\n', problems)}");
        }
    }

    /// <summary>The test fails for a block with a mistake.</summary>
    [Theory]
    [InlineData("model.ExportOnx(\"out\");", "CS1061")]
    [InlineData("[Model] public partial class Net { [Linear(10), Unflatten(3, 3)] public partial Tensor Run([Shape(784)] Tensor image); }", "MDL0104")]
    public async Task A_mistake_is_found(string code, string id) =>
        Assert.Contains(id, Assert.Single(await Problems(new("docs/onnx.md", 1, "csharp", code))), StringComparison.Ordinal);

    private static async Task<List<string>> Problems(DocumentBlock block)
    {
        var tree = CSharpSyntaxTree.ParseText(block.Code, GeneratorTest.ParseOptions, "Block.cs");
        var isProgram = tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        var surroundings = $"public static class Surroundings {{ {s_surroundings.GetValueOrDefault(block.Document)} }}";
        var compilation = s_project.AddSyntaxTrees(tree, CSharpSyntaxTree.ParseText(surroundings, GeneratorTest.ParseOptions)).WithOptions(new(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: s_olderFramework));

        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var generated);
        return [.. GeneratorTest.Problems(updated).Concat(await DiagnosticVerifier.Diagnose(updated, generated)).Select(problem => problem.ToString())];
    }
}
