using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads the limited arguments of attributes that are not layers. Their domains are attributes on properties and constructor parameters.</summary>
internal static class SettingReader
{
    /// <summary>The limited arguments of a model's objective and initializers.</summary>
    public static IEnumerable<Setting> ReadAll(INamedTypeSymbol model, IReadOnlyList<IMethodSymbol> stages)
    {
        var settings = ObjectiveReader.Find(model) is { } objective ? Read(objective, new(PlaceKind.Objective)) : [];
        return settings.Concat(ReadInitializer(model, -1)).Concat(stages.SelectMany(ReadInitializer));
    }

    private static IEnumerable<Setting> ReadInitializer(ISymbol symbol, int stage) =>
        symbol.GetAttributes().Find(WellKnownNames.InitializeAttribute) is { } initializer ? Read(initializer, new(PlaceKind.Initializer, stage)) : [];

    private static IEnumerable<Setting> Read(AttributeData attribute, Place place)
    {
        // The compiler reports an unknown constructor.
        if (attribute is not { AttributeClass: { } type, AttributeConstructor.Parameters: var parameters })
            yield break;

        for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            var argument = attribute.ConstructorArguments[i];
            if (Read(type, AttributeReader.PropertyName(parameters[i].Name), argument, parameters[i], isOptional: false, place) is { } setting)
                yield return setting;
        }

        foreach (var named in attribute.NamedArguments)
        {
            if (FindProperty(type, named.Key) is { } property && Read(type, named.Key, named.Value, property, isOptional: true, place) is { } setting)
                yield return setting;
        }
    }

    private static Setting? Read(INamedTypeSymbol type, string name, TypedConstant value, ISymbol declared, bool isOptional, Place place)
    {
        if (AttributeText.UnknownMember(value) is { } member)
            return new(place with { Argument = name }, type.ShortName(), member, new(), isOptional);
        return Number(value) is { } number && ReadDomain(declared) is { } domain
            ? new(place with { Argument = name }, type.ShortName(), number, domain, isOptional)
            : null;
    }

    /// <summary>The domain that a property or a parameter states; null if none.</summary>
    private static ValueDomain? ReadDomain(ISymbol declared)
    {
        var attributes = declared.GetAttributes();
        var range = attributes.Find(WellKnownNames.RangeAttribute);
        var denied = attributes.Find(WellKnownNames.DeniedValuesAttribute)?.ConstructorArguments
            .SelectMany(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull ? argument.Values : [])
            .Select(Number)
            .OfType<double>()
            .ToList() ?? [];
        if (range is not { ConstructorArguments: { Length: 2 } ends } || Number(ends[0]) is not { } least || Number(ends[1]) is not { } most)
            return denied.Count == 0 ? null : new(Denied: new(denied));
        return new(least, most, Flag(range, "MinimumIsExclusive"), Flag(range, "MaximumIsExclusive"), new(denied));
    }

    private static bool Flag(AttributeData attribute, string name) => attribute.NamedArguments.Any(argument => argument.Key == name && argument.Value.Value is true);

    private static double? Number(TypedConstant constant) => constant.Kind != TypedConstantKind.Primitive ? null : constant.Value switch
    {
        double number => number,
        float number => number,
        int or long or short or sbyte or byte or ushort or uint or ulong => Convert.ToDouble(constant.Value, null),
        _ => null,
    };

    private static IPropertySymbol? FindProperty(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property;
        }

        return null;
    }
}
