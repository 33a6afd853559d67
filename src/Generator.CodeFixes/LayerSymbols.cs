using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.CodeFixes;

/// <summary>Extension methods for the symbols of layers.</summary>
internal static class LayerSymbols
{
    /// <summary>True if an attribute's class is a layer.</summary>
    public static bool IsLayer(this ITypeSymbol? attribute)
    {
        for (var type = attribute; type is not null; type = type.BaseType)
        {
            if (type is { Name: "LayerAttribute", ContainingNamespace: { Name: "ModelDsl", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
