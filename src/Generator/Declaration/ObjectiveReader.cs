using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads the requirements of objectives and interfaces, which are attributes on their types.</summary>
internal static class ObjectiveReader
{
    /// <summary>The class's objective attribute.</summary>
    public static AttributeData? Find(INamedTypeSymbol model) => FindAll(model).FirstOrDefault();

    /// <summary>All objective attributes; more than one is a mistake.</summary>
    public static IEnumerable<AttributeData> FindAll(INamedTypeSymbol model) =>
        model.GetAttributes().Where(attribute => attribute.AttributeClass.DerivesFrom(WellKnownNames.ObjectiveAttribute));

    /// <summary>The class's objective; null if it has none.</summary>
    public static Objective? Read(INamedTypeSymbol model)
    {
        if (Find(model) is not { AttributeClass: { } type } attribute)
            return null;

        var trained = Bases(type)
            .SelectMany(candidate => candidate.GetAttributes())
            .Where(trains => trains.AttributeClass.Is(WellKnownNames.TrainsAttribute))
            .Select(trains => trains.ConstructorArguments
                .SelectMany(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull ? argument.Values : [])
                .Select(family => family.Value)
                .OfType<INamedTypeSymbol>()
                .ToList())
            .Where(families => families.Count > 0)
            .ToList();
        var requirements = trained.Select(families =>
            new Requirement(new(families.Select(family => family.Name)), families.Find(family => HasStagesOf(family, model))?.Name));
        var likelihood = attribute.ConstructorArguments
            .Where(argument => argument.Kind == TypedConstantKind.Enum)
            .Select(AttributeText.Member)
            .FirstOrDefault();
        var link = likelihood?.GetAttributes().Find(WellKnownNames.LinkAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;
        var outputs = Bases(type).SelectMany(candidate => ReadOutputs(candidate.GetAttributes(), type.ShortName()))
            .Concat(likelihood is null ? [] : ReadOutputs(likelihood.GetAttributes(), $"{type.ShortName()}({likelihood.ContainingType.Name}.{likelihood.Name})")
                // A loss has ranges for the stages of several families.
                .Where(output => trained.Count == 0 || trained.SelectMany(families => families).Any(family => HasStage(family, output.Stage))));
        return new(type.ShortName(), new(requirements), likelihood?.Name, link, new(outputs), HierarchyReader.ImpedimentToNaming(type), FindAll(model).ElementAtOrDefault(1)?.AttributeClass!.ShortName())
        {
            PassesRealNumbers = type.ContainingNamespace is { Name: WellKnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true },
        };
    }

    /// <summary>The model interfaces of a class, its own first.</summary>
    public static IEnumerable<INamedTypeSymbol> Families(INamedTypeSymbol model) =>
        model.AllInterfaces.Where(family => family.AllInterfaces.Any(@base => @base.Is(WellKnownNames.ModelInterface)));

    /// <summary>The stages that the interfaces declare.</summary>
    public static IEnumerable<FamilyStage> ReadStages(INamedTypeSymbol model, AttributeReader attributes) =>
        from family in Families(model)
        from method in family.GetMembers().OfType<IMethodSymbol>()
        where method.IsAbstract
            && method.GetReturnTypeAttributes().Concat(method.Parameters.SelectMany(parameter => parameter.GetAttributes()))
                .Any(attribute => attribute.AttributeClass.Is(WellKnownNames.SpaceAttribute))
        select new FamilyStage(
            family.Name,
            method.Name,
            new(method.Parameters.Select(parameter => Space(parameter.GetAttributes()))),
            Space(method.GetReturnTypeAttributes()),
            attributes.ReadShape(method.GetReturnTypeAttributes()),
            ReadOutputs(method.GetReturnTypeAttributes(), family.Name).FirstOrDefault());

    /// <summary>The values that stages must be able to return.</summary>
    private static IEnumerable<RequiredOutput> ReadOutputs(IEnumerable<AttributeData> attributes, string source) =>
        from attribute in attributes
        where attribute.AttributeClass.Is(WellKnownNames.OutputRangeAttribute)
        let ends = attribute.ConstructorArguments.Select(argument => argument.Value as double? ?? double.NaN).ToList()
        where ends.Count == 2 && ends[0] <= ends[1]
        let named = attribute.NamedArguments
        select new RequiredOutput(
            named.Where(argument => argument.Key == "Stage").Select(argument => argument.Value.Value as string).FirstOrDefault() ?? "Decode",
            new(ends[0], ends[1]),
            named.Any(argument => argument.Key == "MayExceed" && argument.Value.Value is true),
            source);

    /// <summary>True if the model has the methods of an interface.</summary>
    private static bool HasStagesOf(INamedTypeSymbol family, INamedTypeSymbol model) => family.GetMembers().OfType<IMethodSymbol>()
        .Where(method => method.IsAbstract)
        .All(method => model.GetMembers(method.Name).OfType<IMethodSymbol>().Any(own =>
            SymbolEqualityComparer.Default.Equals(own.ReturnType, method.ReturnType)
            && own.Parameters.Select(parameter => parameter.Type)
                .SequenceEqual(method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default)));

    private static bool HasStage(INamedTypeSymbol family, string stage) =>
        family.AllInterfaces.Prepend(family).Any(@interface => !@interface.GetMembers(stage).IsEmpty);

    private static string? Space(ImmutableArray<AttributeData> attributes) =>
        attributes.Find(WellKnownNames.SpaceAttribute)?.ConstructorArguments.FirstOrDefault().Value as string;

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
            yield return current;
    }
}
