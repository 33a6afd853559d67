using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.CodeFixes;

namespace ModelDsl.Generator.Tests.Infrastructure;

/// <summary>A code fix that an editor offers.</summary>
/// <param name="Id">The id of the diagnostic.</param>
/// <param name="Title">Its title.</param>
/// <param name="Source">The file after it.</param>
/// <param name="All">The file after it was applied at all locations.</param>
internal sealed record OfferedFix(string Id, string Title, string Source, string All);

/// <summary>Applies code fixes to a source, like an editor.</summary>
internal static class CodeFixVerifier
{
    private static readonly CodeFixProvider[] s_providers = [new RepairFixProvider(), new PartialFixProvider(), new PortedCallFixProvider()];

    /// <summary>The ids that the providers fix.</summary>
    public static IEnumerable<string> FixableIds => s_providers.SelectMany(provider => provider.FixableDiagnosticIds);

    /// <summary>All fixes of all mistakes, the compiler's included, in source order.</summary>
    public static async Task<IReadOnlyList<OfferedFix>> Offers(string source)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Demo", "Demo", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary),
            parseOptions: GeneratorTest.ParseOptions, metadataReferences: References.All));
        var document = project.AddDocument("Source0.cs", SourceText.From(source), filePath: "Source0.cs");
        var diagnostics = await Diagnose(source);

        var offers = new List<OfferedFix>();
        foreach (var provider in s_providers)
        {
            foreach (var diagnostic in diagnostics.Where(diagnostic => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = new List<CodeAction>();
                await provider.RegisterCodeFixesAsync(new(document, diagnostic, (action, _) => actions.Add(action), default));
                foreach (var action in actions)
                {
                    offers.Add(new(
                        diagnostic.Id, action.Title, await Apply(document, action),
                        await Apply(document, await FixAll(provider, document, diagnostic.Id, action.EquivalenceKey!, diagnostics))));
                }
            }
        }

        return offers;
    }

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(string source)
    {
        var compilation = GeneratorTest.Compile(source);
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(compilation, out var updated, out var generated);
        var (mistakes, problems) = await DiagnosticVerifier.Check(updated);
        return
        [
            .. from diagnostic in mistakes.Concat(generated).Concat(problems)
               where diagnostic.Location.SourceTree == compilation.SyntaxTrees[0]
               orderby diagnostic.Location.SourceSpan.Start
               select diagnostic,
        ];
    }

    private static async Task<CodeAction> FixAll(
        CodeFixProvider provider, Document document, string id, string key, ImmutableArray<Diagnostic> diagnostics)
    {
        var alike = new Diagnostics([.. diagnostics.Where(diagnostic => diagnostic.Id == id)]);
        var action = await provider.GetFixAllProvider()!.GetFixAsync(
            new FixAllContext(document, provider, FixAllScope.Document, key, [id], alike, default));
        return action!;
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        var operation = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(default)));
        return (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    /// <summary>The mistakes of the one document.</summary>
    private sealed class Diagnostics(ImmutableArray<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(all);
    }
}
