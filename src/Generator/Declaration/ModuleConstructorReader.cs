using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads the constructors of a module that a layer runs.</summary>
internal static class ModuleConstructorReader
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.MinimallyQualifiedFormat.WithParameterOptions(
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName);

    /// <summary>The constructors that generated code can call; null for a model, whose constructor is generated.</summary>
    public static EquatableArray<ModuleConstructor>? Read(INamedTypeSymbol module) => module.GetAttributes().Find(WellKnownNames.ModelAttribute) is not null ? null : new(
        from constructor in module.InstanceConstructors
        where constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal
        // An array of parameters takes any number of arguments.
        from parameters in constructor.Parameters.LastOrDefault() is { IsParams: true } last ? Expanded(constructor.Parameters, last) : [constructor.Parameters.Select(Read)]
        select new ModuleConstructor(new(parameters)));

    /// <summary>The most arguments of an array of parameters that are counted.</summary>
    private const int MaximumArguments = 16;

    private static IEnumerable<IEnumerable<ModuleParameter>> Expanded(IReadOnlyList<IParameterSymbol> parameters, IParameterSymbol last)
    {
        var element = last.Type is IArrayTypeSymbol array ? array.ElementType : (last.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        var others = parameters.Take(parameters.Count - 1).Select(Read);
        return [others.Concat(Enumerable.Repeat(new ModuleParameter(last.ToDisplayString(s_format), element is null ? NumberType.None : TypeOf(element), true), MaximumArguments))];
    }

    private static ModuleParameter Read(IParameterSymbol parameter) => new(
        parameter.ToDisplayString(s_format), parameter.RefKind is RefKind.None or RefKind.In ? TypeOf(parameter.Type) : NumberType.None, parameter.IsOptional);

    private static NumberType TypeOf(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => TypeOf(nullable.TypeArguments[0]),
        _ => type.SpecialType switch
        {
            SpecialType.System_Int32 => NumberType.Int,
            SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_Object => NumberType.Any,
            SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64 =>
                NumberType.Narrow,
            _ => NumberType.None,
        },
    };
}
