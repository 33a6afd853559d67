using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
