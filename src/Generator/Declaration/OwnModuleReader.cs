using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Declaration;

/// <summary>Finds the modules and parameters in the user's own fields of a model.</summary>
internal static class OwnModuleReader
{
    // Those that keep the order of insertion, or have an order of their own: the order of weights must not differ between runs.
    private static readonly string[] s_dictionaries =
        ["Dictionary", "IDictionary", "IReadOnlyDictionary", "ReadOnlyDictionary", "OrderedDictionary", "SortedDictionary", "SortedList"];

    /// <summary>The fields and properties whose modules and parameters can be registered.</summary>
    public static IEnumerable<OwnModule> Read(INamedTypeSymbol model)
    {
        foreach (var (member, type) in Fields(model))
        {
            if (Classify(type) is not (OwnModuleKind.None or OwnModuleKind.Unsupported) and var kind)
                yield return new(member.Name, kind);
        }
    }

    /// <summary>The fields and automatic properties that a class declares, with their types. The generator implements partial properties.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> Fields(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IFieldSymbol { IsStatic: false } field)
                continue;
            if (field.AssociatedSymbol is IPropertySymbol { IsPartialDefinition: false, PartialDefinitionPart: null, ExplicitInterfaceImplementations.IsEmpty: true } property)
                yield return (property, property.Type);
            else if (!field.IsImplicitlyDeclared)
                yield return (field, field.Type);
        }
    }

    /// <summary>The form in which a field of a type holds modules or parameters.</summary>
    public static OwnModuleKind Classify(ITypeSymbol type)
    {
        if (IsModule(type))
            return OwnModuleKind.Module;
        if (type.Is(WellKnownNames.Parameter))
            return OwnModuleKind.Parameter;
        // Most fields are neither arrays nor generic.
        if (type is not (IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true }) || !Mentions(type))
            return OwnModuleKind.None;
        if (type is IArrayTypeSymbol { Rank: 1 } array && IsModule(array.ElementType) || IsList(type))
            return OwnModuleKind.List;
        if (IsDictionary(type))
            return OwnModuleKind.Dictionary;
        return IsContainer(type) ? OwnModuleKind.Unsupported : OwnModuleKind.None;
    }

    /// <summary>True if the type is a module, or a model, whose base class is generated.</summary>
    public static bool IsModule(ITypeSymbol type) => type.Is(WellKnownNames.Module) || type.DerivesFrom(WellKnownNames.Module)
        || !type.DeclaringSyntaxReferences.IsEmpty && type.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null;

    /// <summary>The modules and parameters that a type is, or has as elements or type arguments.</summary>
    public static IEnumerable<ITypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        _ when IsModule(type) || type.Is(WellKnownNames.Parameter) || type.Is(WellKnownNames.ModuleInterface) => [type],
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.SelectMany(Parts),
        _ => [],
    };

    private static bool Mentions(ITypeSymbol type) => Parts(type).Any();

    private static bool IsList(ITypeSymbol type) => WithInterfaces(type).Any(candidate =>
        candidate is { Name: "IReadOnlyList" or "IList", TypeArguments.Length: 1 } && IsCollection(candidate) && IsModule(candidate.TypeArguments[0]));

    private static bool IsDictionary(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 2 } dictionary
        && s_dictionaries.Contains(dictionary.Name) && IsCollection(dictionary) && HasNames(dictionary) && IsModule(dictionary.TypeArguments[1]);

    /// <summary>True if the keys of a dictionary are strings.</summary>
    public static bool HasNames(INamedTypeSymbol dictionary) => dictionary.TypeArguments[0].SpecialType == SpecialType.System_String;

    /// <summary>True if an object of the type holds those of its type arguments; a delegate or a weak reference does not.</summary>
    private static bool IsContainer(ITypeSymbol type) =>
        type is IArrayTypeSymbol or INamedTypeSymbol { IsTupleType: true } or INamedTypeSymbol { Name: "Lazy" or "Tuple" or "IModule" }
        || IsCollection(type) && type.AllInterfaces.Any(candidate => candidate.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static IEnumerable<INamedTypeSymbol> WithInterfaces(ITypeSymbol type) =>
        type is INamedTypeSymbol named ? type.AllInterfaces.Insert(0, named) : [];

    /// <summary>True if a type is in <c>System.Collections</c> or below it.</summary>
    private static bool IsCollection(ITypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is not null; space = space.ContainingNamespace)
        {
            if (space is { Name: "Collections", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }
}
