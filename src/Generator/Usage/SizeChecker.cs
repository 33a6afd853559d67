using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Diagnostics;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Usage;

/// <summary>
/// Checks the constant sizes with which ordinary code creates models. The generated constructors check all others when the program runs.
/// </summary>
internal static class SizeChecker
{
    public static void Check(OperationAnalysisContext context)
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
            var (node, nearest) = (argument.Value.Syntax, $"{size.Nearest(value)}");
            context.ReportDiagnostic(Diagnostic.Create(
                UsageDescriptors.UsedSize, node.GetLocation(), [], RepairProperties.Write([new($"Write {nearest}", [new(node.Span, nearest)])]),
                type.Name, size.Name, $"{value}", Allowed(size), nearest));
        }
    }

    private static string Allowed(Size size) => size switch
    {
        { AnyOf: { Count: > 1 } list } => $"{string.Join(", ", list.Take(list.Count - 1))} or {list[list.Count - 1]}",
        { AnyOf: { } list } => string.Join(", ", list),
        { Max: { } most } => $"from {size.Least} to {most}",
        _ => $"{size.Least} or more",
    };
}
