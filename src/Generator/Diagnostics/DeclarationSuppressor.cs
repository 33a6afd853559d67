using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelDsl.Generator.Declaration;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Suppresses warnings that do not apply to a declaration, because generated code fulfills the
/// requirement or uses the reported symbol.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclarationSuppressor : DiagnosticSuppressor
{
    private static readonly (SuppressionDescriptor Descriptor, Func<ISymbol, bool> Applies)[] s_suppressions =
    [
        (new("MDLS0001", "CS9113", "The parameter of a block is read by the layers that name it."), IsBlock),
        (new("MDLS0002", "CA1019", "The parameter of a block is read by the layers that name it."), IsBlock),
        (new("MDLS0003", "CA1822", "A hand-written stage cannot be static: models run it as a stage like any other."), IsStage),
        (new("MDLS0004", "CA2213", "A module that a model holds is registered, and disposed with the model."), IsOwnModule),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [.. s_suppressions.Select(pair => pair.Descriptor)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var warning in context.ReportedDiagnostics)
        {
            var (descriptor, applies) = s_suppressions.First(pair => pair.Descriptor.SuppressedDiagnosticId == warning.Id);
            if (FindSymbol(warning, context) is { } symbol && applies(symbol))
                context.ReportSuppression(Suppression.Create(descriptor, warning));
        }
    }

    /// <summary>The innermost symbol whose declaration contains a warning.</summary>
    private static ISymbol? FindSymbol(Diagnostic warning, SuppressionAnalysisContext context)
    {
        if (warning.Location.SourceTree is not { } tree)
            return null;
        var model = context.GetSemanticModel(tree);
        return tree.GetRoot(context.CancellationToken).FindNode(warning.Location.SourceSpan).AncestorsAndSelf()
            .Select(node => model.GetDeclaredSymbol(node, context.CancellationToken))
            .FirstOrDefault(symbol => symbol is not null);
    }

    private static bool IsBlock(ISymbol symbol) =>
        (symbol as INamedTypeSymbol ?? symbol.ContainingType).DerivesFrom(WellKnownNames.BlockAttribute);

    private static bool IsStage(ISymbol symbol) =>
        IsInModel(symbol) && symbol is IMethodSymbol method
        && method.Parameters.Any(parameter => parameter.GetAttributes().Find(WellKnownNames.ShapeAttribute) is not null);

    private static bool IsOwnModule(ISymbol symbol) =>
        IsInModel(symbol) && symbol is IFieldSymbol { Type: var type } && type.DerivesFrom(WellKnownNames.Module);

    private static bool IsInModel(ISymbol symbol) => symbol.ContainingType?.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null;
}
