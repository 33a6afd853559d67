using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>
/// Checks the sizes that ordinary code makes models with, as far as they are constant. The rest, and all of them where analyzers are
/// off, are for the guards of the generated code.
/// </summary>
internal static class ModelUse
{
    /// <summary>A model's constructor gets sizes that the model allows.</summary>
    public static void CheckCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is not INamedTypeSymbol type || type.GetAttributes().Find(WellKnownNames.ModelAttribute) is null)
            return;

        var sizes = ModelMembers.Of(type).Sizes.Select(DeclarationReader.ReadSize).ToList();
        foreach (var argument in creation.Arguments)
        {
            var size = sizes.FirstOrDefault(candidate => string.Equals(candidate.Name, argument.Parameter?.Name, StringComparison.OrdinalIgnoreCase));
            if (size is null || argument.ArgumentKind != ArgumentKind.Explicit || argument.Value.ConstantValue.Value is not int value || size.Allows(value))
                continue;
            var nearest = $"{size.Nearest(value)}";
            Report(context, Rule.UsedSize, argument.Value.Syntax,
                Replacement(argument.Value.Syntax, nearest), [type.Name, size.Name, $"{value}", Allowed(size), nearest]);
        }
    }

    private static string Allowed(Size size) => size switch
    {
        { AnyOf: { Count: > 1 } list } => $"{string.Join(", ", list.Take(list.Count - 1))} or {list[list.Count - 1]}",
        { AnyOf: { } list } => string.Join(", ", list),
        { Max: { } most } => $"from {size.Least} to {most}",
        _ => $"{size.Least} or more",
    };

    private static TextRepair Replacement(SyntaxNode node, string text) => new($"Write {text}", [new(node.Span, text)]);

    private static void Report(OperationAnalysisContext context, Rule rule, SyntaxNode where, TextRepair repair, ImmutableArray<object> message) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.Of(rule), where.GetLocation(), [], RepairProperties.Write([repair]), [.. message]));
}
