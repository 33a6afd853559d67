using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Silences the compiler's warning that a block's parameter is not read: its layers name it, and the generator reads it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockParameterSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor s_unread = new(
        "MDLS0001", "CS9113", "The parameter of a block is read by the layers that name it.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [s_unread];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var warning in context.ReportedDiagnostics)
        {
            if (warning.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken).FindNode(warning.Location.SourceSpan).FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } declaration
                && (context.GetSemanticModel(tree).GetDeclaredSymbol(declaration, context.CancellationToken) as INamedTypeSymbol).DerivesFrom(WellKnownNames.BlockAttribute))
                context.ReportSuppression(Suppression.Create(s_unread, warning));
        }
    }
}
