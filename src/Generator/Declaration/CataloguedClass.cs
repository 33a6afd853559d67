using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>A data set or an evaluator of the user's, for the catalogue of the assembly.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="IsDataset">Whether it is a data set.</param>
/// <param name="IsEvaluator">Whether it is an evaluator.</param>
/// <param name="Impediment">What keeps the catalogue from making one; null where nothing does.</param>
/// <param name="IsMadeWithoutArguments">Whether <c>new()</c> makes one.</param>
internal sealed record CataloguedClass(
    string Name, string QualifiedName, bool IsDataset, bool IsEvaluator, Impediment? Impediment, bool IsMadeWithoutArguments)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public DeclarationError? Error =>
        !IsDataset && !IsEvaluator ? DeclarationError.Of(RuleId.CataloguedKind, new(PlaceKind.Model), Name)
        : Impediment is not null ? DeclarationError.Of(RuleId.NotConstructible, new(PlaceKind.Model), Name, Impediment.Fault).RepairedBy(Impediment.Repair)
        : !IsMadeWithoutArguments ? DeclarationError.Of(RuleId.NoConstructor, new(PlaceKind.Model), Name)
        : null;

    public static CataloguedClass Read(INamedTypeSymbol type) => new(
        type.Name,
        type.Qualified(),
        type.AllInterfaces.Any(implemented => implemented.Is(WellKnownNames.Dataset)),
        type.AllInterfaces.Any(implemented => implemented.Is(WellKnownNames.Evaluator)),
        HierarchyReader.ImpedimentToMaking(type),
        type.InstanceConstructors.Any(constructor => constructor is { Parameters.IsEmpty: true, DeclaredAccessibility: Accessibility.Public })
            && !HasRequiredMembers(type));

    private static bool HasRequiredMembers(INamedTypeSymbol? type) => type is not null
        && (type.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || HasRequiredMembers(type.BaseType));
}
