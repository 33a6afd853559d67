using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Declaration;

/// <summary>The members of a model that belong to its declaration, in source order.</summary>
internal sealed class ModelMembers
{
    private readonly List<IPropertySymbol> _sizes = [];
    private readonly List<IPropertySymbol> _submodels = [];
    private readonly List<IMethodSymbol> _stages = [];

    // One pass over the members: an edit anywhere causes the generator to read all models again.
    private ModelMembers(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol { PartialDefinitionPart: null } property when property.GetAttributes().Find(WellKnownNames.SizeAttribute) is not null:
                    _sizes.Add(property);
                    break;
                case IPropertySymbol { PartialDefinitionPart: null } property when IsSubmodel(property):
                    _submodels.Add(property);
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null, IsAbstract: false } method when IsStage(method):
                    _stages.Add(method);
                    break;
                case IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }:
                    Required ??= member;
                    break;
            }
        }
    }

    /// <summary>The properties with the size attribute.</summary>
    public IReadOnlyList<IPropertySymbol> Sizes => _sizes;

    /// <summary>The partial properties with a model as their type; in a compiled class, all properties that may have been partial.</summary>
    public IReadOnlyList<IPropertySymbol> Submodels => _submodels;

    /// <summary>The methods with layers or shapes, partial or hand-written.</summary>
    public IReadOnlyList<IMethodSymbol> Stages => _stages;

    /// <summary>The first member that each creation must set; null if none.</summary>
    public ISymbol? Required { get; }

    /// <summary>True if a member is a size, a submodel or a stage.</summary>
    public bool Contains(ISymbol member) => member switch
    {
        IPropertySymbol property => _sizes.Contains(property, SymbolEqualityComparer.Default) || _submodels.Contains(property, SymbolEqualityComparer.Default),
        IMethodSymbol method => _stages.Contains(method, SymbolEqualityComparer.Default),
        _ => false,
    };

    public static ModelMembers Of(INamedTypeSymbol type) => new(type);

    /// <summary>A stage's layer attributes, in source order.</summary>
    public static IEnumerable<AttributeData> Layers(IMethodSymbol stage) => stage.GetAttributes().Where(SymbolExtensions.IsLayer);

    /// <summary>True if the class is in a referenced assembly, where nothing is partial.</summary>
    public static bool IsCompiled(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsSubmodel(IPropertySymbol property) =>
        (property.IsPartialDefinition || property is { IsStatic: false, SetMethod: null, Type.IsAbstract: false } && IsCompiled(property.ContainingType))
        && property.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } submodel
        && submodel.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null;

    private static bool IsStage(IMethodSymbol method) =>
        Layers(method).Any()
        || method.GetReturnTypeAttributes().Concat(method.Parameters.SelectMany(parameter => parameter.GetAttributes()))
            .Find(WellKnownNames.ShapeAttribute) is not null;
}
