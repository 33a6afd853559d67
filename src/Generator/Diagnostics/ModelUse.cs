using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Checks what ordinary code hands to models, as far as it is constant. The rest, and all of it where analyzers are off,
/// is for the guards of the generated code.
/// </summary>
internal static class ModelUse
{
    /// <summary>Functions that make a tensor of a given shape.</summary>
    private static readonly string[] s_makers = ["empty", "ones", "rand", "randn", "zeros"];

    /// <summary>A model's constructor gets sizes that the model allows.</summary>
    public static void CheckCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type is not INamedTypeSymbol type || type.GetAttributes().Find(WellKnownNames.ModelAttribute) is null)
            return;

        var sizes = DeclarationReader.Sizes(type).Select(DeclarationReader.ReadSize).ToList();
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

    /// <summary>A stage that gets a tensor made in place gets one of its shape.</summary>
    public static void CheckInvocation(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.TargetMethod.ContainingType?.GetAttributes().Find(WellKnownNames.ModelAttribute) is null)
            return;

        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { } parameter && Made(argument.Value) is { } made
                && new AttributeReader(parameter.ContainingType, context.Compilation).ReadShape(parameter.GetAttributes()) is { IsArray: true } declared)
                CheckShape(context, invocation.TargetMethod.Name, declared, argument.Value.Syntax, made);
        }
    }

    private static void CheckShape(
        OperationAnalysisContext context, string stage, Argument declared, SyntaxNode where, IReadOnlyList<IOperation> made)
    {
        var lengths = made.Select(axis => (axis.ConstantValue.Value as IConvertible)?.ToInt64(null)).ToList();
        var wrong = Enumerable.Range(0, declared.Values.Count)
            .Where(axis => axis + 1 < lengths.Count && declared.Values[axis] is long length && lengths[axis + 1] is { } actual && actual != length)
            .ToList();
        var hasAllAxes = lengths.Count == declared.Values.Count + 1;
        if (hasAllAxes && wrong.Count == 0)
            return;

        var lacksBatch = declared.Values.Select(value => value as long?).SequenceEqual(lengths);
        var changes = hasAllAxes ? [.. wrong.Select(axis => Change(made[axis + 1].Syntax, $"{declared.Values[axis]}"))]
            : lacksBatch ? new[] { new TextChange(new(made[0].Syntax.SpanStart, 0), "1, ") }
            : [];
        var advice = hasAllAxes ? $"Write {string.Join(" and ", wrong.Select(axis => $"{declared.Values[axis]} in place of {lengths[axis + 1]}"))}"
            : lacksBatch ? "Add the batch axis before them"
            : $"Write {declared.Values.Count + 1} axes";
        Report(context, Rule.UsedShape, where, changes.Length == 0 ? null : new(advice, changes),
            [stage, $"[batch, {string.Join(", ", declared.Values)}]", $"[{string.Join(", ", made.Select(axis => axis.Syntax))}]", advice]);
    }

    /// <summary>The axes of a tensor that the expression makes; null where it makes none, or their number is not known.</summary>
    private static IReadOnlyList<IOperation>? Made(IOperation value)
    {
        if (value is not IInvocationOperation { TargetMethod: { IsStatic: true } method, Arguments: var arguments }
            || !s_makers.Contains(method.Name) || !method.ContainingType.Is(WellKnownNames.Torch))
            return null;

        var first = arguments.OrderBy(argument => argument.Parameter?.Ordinal).FirstOrDefault()?.Value;
        while (first is IConversionOperation conversion)
            first = conversion.Operand;
        return first switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
            ICollectionExpressionOperation { Elements: var elements } when elements.All(element => element is not ISpreadOperation) => elements,
            _ when first?.Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 =>
                [.. arguments.Where(argument => argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter!.Type.SpecialType == SpecialType.System_Int64)
                    .OrderBy(argument => argument.Parameter!.Ordinal).Select(argument => argument.Value)],
            _ => null,
        };
    }

    private static string Allowed(Size size) => size switch
    {
        { AnyOf: { Count: > 1 } list } => $"{string.Join(", ", list.Take(list.Count - 1))} or {list[list.Count - 1]}",
        { AnyOf: { } list } => string.Join(", ", list),
        { Max: { } most } => $"from {size.Least} to {most}",
        _ => $"{size.Least} or more",
    };

    private static TextRepair Replacement(SyntaxNode node, string text) => new($"Write {text}", [Change(node, text)]);

    private static TextChange Change(SyntaxNode node, string text) => new(node.Span, text);

    private static void Report(OperationAnalysisContext context, Rule rule, SyntaxNode where, TextRepair? repair, ImmutableArray<object> message) =>
        context.ReportDiagnostic(Diagnostic.Create(
            DiagnosticDescriptors.Of(rule), where.GetLocation(), [], RepairProperties.Write(repair is null ? [] : [repair]), [.. message]));
}
