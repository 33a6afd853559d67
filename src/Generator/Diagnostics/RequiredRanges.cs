using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Reports ranges of required values that contain none, on objectives, likelihoods and model interfaces.</summary>
internal static class RequiredRanges
{
    public static void Check(INamedTypeSymbol type, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var attributes = type.TypeKind switch
        {
            TypeKind.Class => type.GetAttributes(),
            TypeKind.Enum => type.GetMembers().OfType<IFieldSymbol>().SelectMany(member => member.GetAttributes()),
            TypeKind.Interface => type.GetMembers().OfType<IMethodSymbol>().SelectMany(method => method.GetReturnTypeAttributes()),
            _ => [],
        };
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass.Is(WellKnownNames.OutputRangeAttribute)
                && attribute.ConstructorArguments is { Length: 2 } ends && ends[0].Value is double least && ends[1].Value is double most && !(least <= most)
                && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax)
                report(Of(syntax, least, most));
        }
    }

    private static Diagnostic Of(AttributeSyntax attribute, double least, double most)
    {
        var written = attribute.ArgumentList!.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.Expression).ToList();
        var isReversed = least > most && written.Count == 2;
        return Diagnostic.Create(
            DiagnosticDescriptors.Of(RuleId.ReversedRange),
            attribute.GetLocation(),
            [],
            RepairProperties.Write(isReversed ? [new TextRepair("Exchange the numbers", Exchanged(written[0], written[1]))] : []),
            $"OutputRange({ValueDomain.Text(least)}, {ValueDomain.Text(most)})",
            isReversed ? $"the smaller number first: OutputRange({written[1]}, {written[0]})" : "numbers");
    }

    private static IReadOnlyList<TextChange> Exchanged(ExpressionSyntax first, ExpressionSyntax second) => [new(first.Span, $"{second}"), new(second.Span, $"{first}")];
}
