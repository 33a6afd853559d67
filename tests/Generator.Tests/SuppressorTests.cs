using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Warnings of the compiler and of the framework's analyzers that declarations cause but that do not apply to them.</summary>
public class SuppressorTests
{
    private const string Block = "[ModelDsl.Linear(nameof(width))] public sealed class HiddenAttribute(object width) : ModelDsl.BlockAttribute;";

    private static readonly string s_model = DiagnosticVerifier.Model("""
        private readonly TorchSharp.Modules.Linear _own = null!;
        private readonly System.IO.Stream _other = null!;
        [return: Shape(6)] public Tensor Stage([Shape(6)] Tensor image) => image;
        public int Helper(int value) => value;
        """);

    [Theory]
    [InlineData(Block, true)]
    [InlineData("public sealed class Other(object width);", false)]
    public async Task The_parameter_of_a_block_is_not_reported_as_unread(string source, bool isSuppressed) =>
        Assert.Equal(isSuppressed, await IsSuppressed(source, "CS9113", []));

    [Theory]
    [InlineData("CA1019", Block, "width", true)]
    [InlineData("CA1019", "public sealed class OtherAttribute(object width) : System.Attribute;", "width", false)]
    [InlineData("CA1822", null, "Stage", true)]
    [InlineData("CA1822", null, "Helper", false)]
    [InlineData("CA1822", "class Other { void Stage(TorchSharp.torch.Tensor image) { } }", "Stage", false)]
    [InlineData("CA2213", null, "_own", true)]
    [InlineData("CA2213", null, "_other", false)]
    [InlineData("CA2213", "class Other { TorchSharp.Modules.Linear _own = null!; }", "_own", false)]
    public async Task A_warning_that_does_not_apply_to_a_declaration_is_suppressed(string id, string? source, string place, bool isSuppressed) =>
        Assert.Equal(isSuppressed, await IsSuppressed(source ?? s_model, id, [new Warner(id, place)]));

    private static async Task<bool> IsSuppressed(string source, string id, DiagnosticAnalyzer[] analyzers)
    {
        var compilation = GeneratorTest.Compile(source).WithAnalyzers([new DeclarationSuppressor(), .. analyzers], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
        return (await compilation.GetAllDiagnosticsAsync()).Single(diagnostic => diagnostic.Id == id).IsSuppressed;
    }

    /// <summary>Reports the first occurrence of a text, like the framework's analyzer with this id.</summary>
#pragma warning disable RS1017, RS1036, RS1038, RS1041, RS2008 // An analyzer only for tests.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Warner(string id, string place) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _descriptor = new(id, id, id, "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSyntaxTreeAction(tree =>
            {
                var identifier = tree.Tree.GetRoot().DescendantTokens().Last(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == place);
                tree.ReportDiagnostic(Diagnostic.Create(_descriptor, identifier.GetLocation()));
            });
        }
    }
#pragma warning restore RS1017, RS1036, RS1038, RS1041, RS2008
}
