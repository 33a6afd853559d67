using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads the return type of a stage with several outputs: a tuple of tensors or a positional record of tensors.</summary>
internal static class OutputsReader
{
    /// <summary>The names of the tensors; null for another type.</summary>
    public static IReadOnlyList<string>? Read(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol result)
            return null;
        if (result.IsTupleType)
            return result.TupleElements.All(element => element.Type.Is(WellKnownNames.Tensor)) ? [.. result.TupleElements.Select(element => element.Name)] : null;
        return result is { IsRecord: true, IsAbstract: false }
            ? result.InstanceConstructors.Where(constructor => IsPositional(constructor, result)).Select(Names).FirstOrDefault()
            : null;
    }

    private static IReadOnlyList<string> Names(IMethodSymbol constructor) => [.. constructor.Parameters.Select(parameter => parameter.Name)];

    /// <summary>True if each parameter of the constructor is a tensor with a property of its name.</summary>
    private static bool IsPositional(IMethodSymbol constructor, INamedTypeSymbol record) =>
        constructor is { DeclaredAccessibility: Accessibility.Public, Parameters.IsEmpty: false }
        && constructor.Parameters.All(parameter => parameter.Type.Is(WellKnownNames.Tensor) && record.GetMembers(parameter.Name).Any(member => member is IPropertySymbol));
}
