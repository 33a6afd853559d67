using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Where a class is, and whether it can be a module.</summary>
internal static class HierarchyReader
{
    public static Hierarchy Read(INamedTypeSymbol type)
    {
        var containers = Containers(type).Reverse().ToList();
        var namespaces = Namespaces(type).Reverse().ToList();
        var metadata = string.Join("+", containers.Append(type).Select(container => container.MetadataName));
        return new(
            string.Join(".", namespaces.Select(SymbolExtensions.Escaped)),
            new(containers.Select(Header)),
            Header(type),
            type.Name.Escaped(),
            type.Qualified(),
            string.Join(".", namespaces.Append(metadata)),
            CanAliasTorch(type));
    }

    /// <summary>Whether no member or neighbour has the name; in the global namespace a global using of the project may.</summary>
    private static bool CanAliasTorch(INamedTypeSymbol type) =>
        !type.ContainingNamespace.IsGlobalNamespace
        && !type.ContainingNamespace.GetMembers("torch").Any()
        && Containers(type).Prepend(type).All(container => container.GetMembers("torch").IsEmpty);

    /// <summary>Whether all of its assembly can name it.</summary>
    public static bool IsVisible(INamedTypeSymbol type) => Containers(type).Prepend(type).All(container =>
        !container.IsGenericType
        && container.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal);

    /// <summary>What keeps a class from being a module, as the end of a sentence; null where nothing does.</summary>
    public static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true } => "is a record: write class",
        { IsStatic: true } => "is static",
        { IsGenericType: true } => "has type parameters: declare its sizes with [Size]",
        { IsFileLocal: true } => "is file-local: write internal",
        _ when HasPrimaryConstructor(type) => "has a primary constructor: declare its sizes with [Size]",
        { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } @base } when !@base.Is(WellKnownNames.Module)
            => $"derives from {@base.Name}, and a model is a torch.nn.Module: remove the base class",
        _ => null,
    };

    private static bool HasPrimaryConstructor(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is ClassDeclarationSyntax { ParameterList: not null });

    private static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
            yield return container;
    }

    private static IEnumerable<string> Namespaces(INamedTypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
            yield return space.Name;
    }

    private static string Header(INamedTypeSymbol type)
    {
        var keyword = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.IsEmpty
            ? ""
            : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name.Escaped()))}>";
        return $"partial {keyword} {type.Name.Escaped()}{parameters}";
    }
}
