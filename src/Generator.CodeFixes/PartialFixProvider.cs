using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Diagnostics;

namespace ModelDsl.Generator.CodeFixes;

/// <summary>
/// Adds a missing <c>partial</c>: on a class that the generator completes, on a class with
/// a partial member, and on a stage without a body.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFixProvider)), Shared]
public sealed class PartialFixProvider : TextFixProvider
{
    private const string MissingOnType = "CS0260", MemberOutsidePartialType = "CS0751", MissingBody = "CS0501";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [MissingOnType, MemberOutsidePartialType, MissingBody];

    private protected override async Task<IReadOnlyList<TextRepair>> FindRepairsAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var node = root?.FindNode(diagnostic.Location.SourceSpan);
        var keyword = diagnostic.Id == MissingBody
            ? node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { AttributeLists.Count: > 0 } method ? method.ReturnType.GetFirstToken() : default
            : node?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Keyword ?? default;
        return keyword.IsKind(SyntaxKind.None) || diagnostic.Id == MissingBody && !await IsStageAsync(document, node!, cancellation).ConfigureAwait(false)
            ? []
            : [new("Write partial", [new TextChange(new(keyword.SpanStart, 0), "partial ")])];
    }

    /// <summary>True if a method has layers.</summary>
    private static async Task<bool> IsStageAsync(Document document, SyntaxNode node, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        return model?.GetDeclaredSymbol(node, cancellation)?.GetAttributes().Any(attribute => attribute.AttributeClass.IsLayer()) == true;
    }
}
