using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelDsl.Generator.Declaration;

/// <summary>Extension methods for symbols.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat s_qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>True if the type has this full name, without type arguments.</summary>
    /// <remarks>Compares part by part from the last: a display string costs far more, and this runs for every attribute on every keystroke.</remarks>
    public static bool Is(this ITypeSymbol? type, string name) => type is not null && EndsWith(name, name.Length, type);

    private static bool EndsWith(string name, int end, ISymbol symbol)
    {
        var start = end - symbol.Name.Length;
        if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
            return false;
        ISymbol? container = symbol.ContainingType ?? (ISymbol?)symbol.ContainingNamespace;
        return container is null or INamespaceSymbol { IsGlobalNamespace: true }
            ? start == 0
            : start > 0 && name[start - 1] == '.' && EndsWith(name, start - 1, container);
    }

    /// <summary>True if the type has a base class of this name.</summary>
    public static bool DerivesFrom(this ITypeSymbol? type, string name)
    {
        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(name))
                return true;
        }

        return false;
    }

    /// <summary>The type's name in generated code.</summary>
    /// <remarks>Fast path for tensors: the compiler's display string takes longer than the rest of a stage.</remarks>
    public static string Qualified(this ITypeSymbol type) => type.NullableAnnotation != NullableAnnotation.Annotated && type.Is(WellKnownNames.Tensor)
        ? "global::" + WellKnownNames.Tensor
        : type.ToDisplayString(s_qualified);

    /// <summary>An attribute's name without its suffix.</summary>
    public static string ShortName(this INamedTypeSymbol attribute)
    {
        const string suffix = "Attribute";
        return attribute.Name.EndsWith(suffix, StringComparison.Ordinal) && attribute.Name.Length > suffix.Length
            ? attribute.Name.Substring(0, attribute.Name.Length - suffix.Length)
            : attribute.Name;
    }

    /// <summary>The name, with <c>@</c> before a keyword.</summary>
    public static string Escaped(this string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None && SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None
            ? name
            : "@" + name;

    /// <summary>The name with a lower-case first letter.</summary>
    public static string Camel(this string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>The constructor's parameter for a size: <c>latent</c>.</summary>
    public static string AsParameter(this string size) => size.Camel().Escaped();

    /// <summary>True if the attribute is a layer, or unknown to the compiler and possibly meant as one.</summary>
    public static bool IsLayer(this AttributeData attribute) =>
        attribute.AttributeClass is { } type && (type.TypeKind == TypeKind.Error || type.DerivesFrom(WellKnownNames.LayerAttribute));

    /// <summary>True if the type, or a part of it, is unknown to the compiler, which reports it where it is written.</summary>
    public static bool IsUnknown(this ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => array.ElementType.IsUnknown(),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnknown),
        _ => false,
    };

    /// <remarks>Fast path: as a sequence, the array would be boxed, and this runs for every member on every keystroke.</remarks>
    public static AttributeData? Find(this ImmutableArray<AttributeData> attributes, string name)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass.Is(name))
                return attribute;
        }

        return null;
    }

    public static AttributeData? Find(this IEnumerable<AttributeData> attributes, string name) =>
        attributes.FirstOrDefault(attribute => attribute.AttributeClass.Is(name));

    /// <summary>True if a declaration is in the part of a class that this generator wrote.</summary>
    public static bool IsGenerated(SyntaxNode declaration) => declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part
        && part.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: "ModelDsl.Generator" });
}
