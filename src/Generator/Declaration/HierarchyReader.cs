using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads the namespace and the containing types of a class, and the reasons why it cannot be a module.</summary>
internal static class HierarchyReader
{
    public static Hierarchy Read(INamedTypeSymbol type)
    {
        var containers = Containers(type).Reverse().ToList();
        var namespaces = Namespaces(type).Reverse().ToList();
        return new(
            string.Join(".", namespaces.Select(SymbolExtensions.Escaped)),
            new(containers.Select(Header)),
            Header(type),
            type.Name.Escaped(),
            type.Qualified(),
            MetadataName(type),
            CanAliasTorch(type));
    }

    /// <summary>The name for files and look-ups: <c>Models.Outer+Inner</c>.</summary>
    public static string MetadataName(INamedTypeSymbol type) => string.Join(
        ".", Namespaces(type).Reverse().Append(string.Join("+", Containers(type).Reverse().Append(type).Select(container => container.MetadataName))));

    /// <summary>True if the generator can add a part to a class: a file-local one has no other part, and a static one no instance members.</summary>
    public static bool CanBeCompleted(INamedTypeSymbol type) => !type.IsStatic && WithContainers(type).All(part => !part.IsFileLocal);

    /// <summary>True if no member or neighbor has the name. In the global namespace, a global using of the project may have it.</summary>
    private static bool CanAliasTorch(INamedTypeSymbol type) =>
        !type.ContainingNamespace.IsGlobalNamespace
        && !type.ContainingNamespace.GetMembers("torch").Any()
        && WithContainers(type).All(container => container.Name != "torch" && container.GetMembers("torch").IsEmpty)
        // A size is a parameter of the constructor.
        && type.GetMembers("Torch").IsEmpty
        && !type.GetMembers().OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => parameter.Name == "torch"));

    /// <summary>True if it is visible in all of its assembly.</summary>
    public static bool IsVisible(INamedTypeSymbol type) => WithContainers(type).All(part => !part.IsGenericType && IsAccessible(part));

    /// <summary>The reason why a class cannot be a module; null if it can.</summary>
    public static Impediment? Impediment(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true } => Shapes.Impediment.Keyword("is a record: write class", "record", "class"),
        { IsStatic: true } => Shapes.Impediment.Keyword("is static: remove static", "static", ""),
        { Arity: > 0 } => new("has type parameters: declare its sizes with [Size]"),
        { IsFileLocal: true } => Shapes.Impediment.Keyword("is file-local: write internal", "file", "internal"),
        _ when Containers(type).FirstOrDefault(part => part.IsFileLocal) is { } container => new($"is inside the file-local {container.Name}: write internal there"),
        _ when PrimaryConstructor(type) is { } parameters => new(
            "has a primary constructor: declare its sizes with [Size]",
            parameters.Parameters.Count == 0 ? Repair.Of(EditKind.RemoveParameters, new(PlaceKind.Model), "()") : null),
        _ when HasOwnConstructor(type) => new("has a constructor that does not call the generated one: write : this() after its parameters, or remove it"),
        { BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } @base } when !@base.Is(WellKnownNames.Module) => new(
            $"derives from {@base.Name}, and a model is a torch.nn.Module: remove the base class",
            Repair.Of(EditKind.RemoveBase, new(PlaceKind.Model), @base.Name)),
        _ => null,
    };

    /// <summary>The reason why the catalogue cannot create an instance of a class; null if it can.</summary>
    public static Impediment? ImpedimentToCreating(INamedTypeSymbol type) => type switch
    {
        { IsStatic: true } => Shapes.Impediment.Keyword("is static: remove static", "static", ""),
        { IsAbstract: true } => Shapes.Impediment.Keyword("is abstract: remove abstract", "abstract", ""),
        _ when WithContainers(type).Any(part => part.IsGenericType) => new("has type parameters: write a class without"),
        _ => ImpedimentToNaming(type),
    };

    /// <summary>The reason why generated code cannot refer to a class; null if it can.</summary>
    public static Impediment? ImpedimentToNaming(INamedTypeSymbol type) => type switch
    {
        { IsFileLocal: true } => Shapes.Impediment.Keyword("is file-local: write internal", "file", "internal"),
        { DeclaredAccessibility: Accessibility.Private } => Shapes.Impediment.Keyword("is private: write internal", "private", "internal"),
        _ when WithContainers(type).FirstOrDefault(part => part.IsFileLocal || !IsAccessible(part)) is { } hidden =>
            new($"is hidden by the accessibility of {hidden.Name}: write internal"),
        _ => null,
    };

    private static bool IsAccessible(INamedTypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static IEnumerable<INamedTypeSymbol> WithContainers(INamedTypeSymbol type) => Containers(type).Prepend(type);

    private static ParameterListSyntax? PrimaryConstructor(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(reference => (reference.GetSyntax() as ClassDeclarationSyntax)?.ParameterList)
        .FirstOrDefault(parameters => parameters is not null);

    /// <summary>True if the user wrote a constructor without <c>: this(…)</c>, which would not create the layers.</summary>
    private static bool HasOwnConstructor(INamedTypeSymbol type) => type.InstanceConstructors.Any(constructor => constructor.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax() is ConstructorDeclarationSyntax { Initializer: null or { ThisOrBaseKeyword.RawKind: not (int)SyntaxKind.ThisKeyword } } declaration && !SymbolExtensions.IsGenerated(declaration)));

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
