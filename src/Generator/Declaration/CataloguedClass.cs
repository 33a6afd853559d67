using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>A data set or an evaluator for the catalogue of the assembly.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="IsDataset">True if it is a data set.</param>
/// <param name="IsEvaluator">True if it is an evaluator.</param>
/// <param name="Impediment">The reason why the catalogue cannot create it; null if it can.</param>
/// <param name="HasPlainConstructor">True if it has a public constructor without parameters and no required members.</param>
internal sealed record CataloguedClass(
    string Name, string QualifiedName, bool IsDataset, bool IsEvaluator, Impediment? Impediment, bool HasPlainConstructor)
{
    /// <summary>Its mistake; null if none.</summary>
    public DeclarationError? Error =>
        !IsDataset && !IsEvaluator ? DeclarationError.Of(RuleId.CataloguedKind, new(PlaceKind.Model), Name)
        : Impediment is not null ? DeclarationError.Of(RuleId.NotConstructible, new(PlaceKind.Model), Name, Impediment.Fault).RepairedBy(Impediment.Repair)
        : !HasPlainConstructor ? DeclarationError.Of(RuleId.NoConstructor, new(PlaceKind.Model), Name)
        : null;

    public static CataloguedClass Read(INamedTypeSymbol type) => new(
        type.Name,
        type.Qualified(),
        type.AllInterfaces.Any(implemented => implemented.Is(WellKnownNames.Dataset)),
        type.AllInterfaces.Any(implemented => implemented.Is(WellKnownNames.Evaluator)),
        HierarchyReader.ImpedimentToCreating(type),
        type.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })
            && !HasRequiredMembers(type));

    private static bool HasRequiredMembers(INamedTypeSymbol? type) => type is not null
        && (type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || HasRequiredMembers(type.BaseType));
}
