using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Writes an attribute's arguments as C# expressions.</summary>
internal static class AttributeText
{
    private static readonly Dictionary<Type, string> s_numbers = new()
    {
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
    };

    public static string Write(TypedConstant constant)
    {
        // With its type, because overloads may differ only in it.
        if (constant.IsNull)
            return $"default({constant.Type!.Qualified()})";
        switch (constant.Kind)
        {
            case TypedConstantKind.Array:
                return $"new {constant.Type!.Qualified()} {{ {string.Join(", ", constant.Values.Select(Write))} }}";
            case TypedConstantKind.Type:
                return $"typeof({((ITypeSymbol)constant.Value!).Qualified()})";
            case TypedConstantKind.Enum:
                var type = constant.Type!.Qualified();
                return Member(constant) is { } member ? $"{type}.{member.Name.Escaped()}" : $"({type})({Literal(constant.Value!)})";
            default:
                return Literal(constant.Value!);
        }
    }

    /// <summary>The member of an enum with the value; null if none.</summary>
    public static IFieldSymbol? Member(TypedConstant constant) => constant.Type!.GetMembers().OfType<IFieldSymbol>()
        .FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, constant.Value));

    /// <summary>The constant if its type is an enum without a member of its value; null otherwise. Flags may be combined.</summary>
    public static UnknownMember? UnknownMember(TypedConstant constant)
    {
        if (constant is not { Kind: TypedConstantKind.Enum, IsNull: false, Type: INamedTypeSymbol type } || Member(constant) is not null
            || type.GetAttributes().Find(WellKnownNames.FlagsAttribute) is not null)
            return null;
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(member => member.HasConstantValue).Select(member => member.Name).ToList();
        // Files with models use the namespace of the runtime.
        var name = type is { ContainingType: null, ContainingNamespace: { Name: WellKnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true } } ? type.Name : type.ToDisplayString();
        return members.Count == 0 ? null : new($"({type.Name}){Literal(constant.Value!)}", new(members), $"{name}.{members[0].Escaped()}");
    }

    private static string Literal(object value) => value switch
    {
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool flag => flag ? "true" : "false",
        double number => Literals.Of(number),
        float number => $"(float){Literals.Of(number)}",
        int number => Literals.Of(number),
        // With a cast, because the parameter may be an object.
        IFormattable number => $"({s_numbers[number.GetType()]})({number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)})",
        _ => "default",
    };
}
