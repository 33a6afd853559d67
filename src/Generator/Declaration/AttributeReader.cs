using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Attributes as values.</summary>
/// <param name="type">The model.</param>
/// <param name="compilation">Where names are looked up that the model lacks.</param>
internal sealed class AttributeReader(INamedTypeSymbol type, Compilation compilation)
{
    /// <summary>A layer attribute.</summary>
    public Layer ReadLayer(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } layer || IsMistaken(attribute))
            return new(null, default);

        const string suffix = "Attribute";
        var name = layer.ContainingNamespace.ToDisplayString() == WellKnownNames.Namespace && layer.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? layer.Name.Substring(0, layer.Name.Length - suffix.Length)
            : layer.ToDisplayString();
        return new(name, new(ReadArguments(attribute)));
    }

    /// <summary>The axes of a shape attribute; null where there is none.</summary>
    public Argument? ReadShape(IEnumerable<AttributeData> attributes)
    {
        if (attributes.Find(WellKnownNames.ShapeAttribute) is not { } shape)
            return null;
        return IsMistaken(shape) ? Mistaken("Axes") : ReadArguments(shape).First();
    }

    /// <summary>An argument that the compiler reports.</summary>
    public static Argument Mistaken(string name) => Argument.Of(name, NoValue.Mistaken);

    /// <summary>The attribute as an expression that makes it; null where the compiler reports it.</summary>
    public string? ReadCreation(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } created || IsMistaken(attribute))
            return null;

        var arguments = attribute.ConstructorArguments.Select(Text);
        var properties = attribute.NamedArguments.Select(argument => $"{argument.Key.Escaped()} = {Text(argument.Value)}").ToList();
        var initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new {created.Qualified()}({string.Join(", ", arguments)}){initializer}";
    }

    /// <summary>Whether the compiler reports the attribute: no such constructor, no such property, no constant.</summary>
    private bool IsMistaken(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is null || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error))
            return true;
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var written })
            return false;
        return written.Count(argument => argument.NameEquals is not null) != attribute.NamedArguments.Length
            || written.Any(NamesNothing);
    }

    /// <summary>Whether an argument is <c>nameof</c> of what does not exist: it has a value, and the compiler reports it.</summary>
    private bool NamesNothing(AttributeArgumentSyntax argument) =>
        argument.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(invocation =>
            invocation is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 }
            && invocation.ArgumentList.Arguments[0].Expression is var name
            && !(name is IdentifierNameSyntax { Identifier.ValueText: var member } && type.MemberNames.Contains(member))
            && compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name) is { Symbol: null, CandidateSymbols.IsEmpty: true });

    private static IEnumerable<Argument> ReadArguments(AttributeData attribute)
    {
        var parameters = attribute.AttributeConstructor!.Parameters;
        return attribute.ConstructorArguments
            .Select((value, i) => Read(PropertyName(parameters[i].Name), value))
            .Concat(attribute.NamedArguments.Select(argument => Read(argument.Key, argument.Value)));
    }

    /// <summary>The property that a constructor's parameter fills: the same name with a capital.</summary>
    public static string PropertyName(string parameter) => parameter.Substring(0, 1).ToUpperInvariant() + parameter.Substring(1);

    private static Argument Read(string name, TypedConstant value) => value.Kind == TypedConstantKind.Array && !value.IsNull
        ? new(name, new(value.Values.Select(Value)), IsArray: true)
        : Argument.Of(name, Value(value));

    private static object? Value(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => NoValue.Mistaken,
        TypedConstantKind.Primitive => constant.Value switch
        {
            null => null,
            string or bool or double => constant.Value,
            float real => (double)real,
            int or long or short or sbyte or byte or ushort or uint => Convert.ToInt64(constant.Value, null),
            ulong number and <= long.MaxValue => (long)number,
            _ => NoValue.Unsupported,
        },
        _ when constant.IsNull => null,
        _ => NoValue.Unsupported,
    };

    private static string Text(TypedConstant constant)
    {
        if (constant.IsNull)
            return "null";
        switch (constant.Kind)
        {
            case TypedConstantKind.Array:
                return $"new {constant.Type!.Qualified()} {{ {string.Join(", ", constant.Values.Select(Text))} }}";
            case TypedConstantKind.Type:
                return $"typeof({((ITypeSymbol)constant.Value!).Qualified()})";
            case TypedConstantKind.Enum:
                var type = constant.Type!.Qualified();
                var field = constant.Type!.GetMembers().OfType<IFieldSymbol>()
                    .FirstOrDefault(member => member.HasConstantValue && Equals(member.ConstantValue, constant.Value));
                return field is null ? $"({type})({Literal(constant.Value!)})" : $"{type}.{field.Name.Escaped()}";
            default:
                return Literal(constant.Value!);
        }
    }

    private static string Literal(object value) => value switch
    {
        string text => SymbolDisplay.FormatLiteral(text, quote: true),
        char character => SymbolDisplay.FormatLiteral(character, quote: true),
        bool flag => flag ? "true" : "false",
        double number => Emission.CSharp.Literal(number),
        float number => $"(float){Emission.CSharp.Literal(number)}",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => "default",
    };
}
