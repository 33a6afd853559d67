using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads attributes as values.</summary>
/// <param name="type">The class with the attributes: a model or a block.</param>
/// <param name="compilation">The compilation, for names that the class lacks.</param>
internal sealed class AttributeReader(INamedTypeSymbol type, Compilation compilation)
{
    /// <summary>A layer attribute.</summary>
    public Layer ReadLayer(AttributeData attribute) => ReadLayer(attribute, []);

    /// <param name="attribute">The attribute.</param>
    /// <param name="blocks">The blocks that contain it; it must not be one of them.</param>
    private Layer ReadLayer(AttributeData attribute, IReadOnlyList<INamedTypeSymbol> blocks)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } layer || IsMistaken(attribute))
            return new(null, default);

        // A block's layers refer to its parameters, and a layer's row to its properties.
        if (layer.DerivesFrom(WellKnownNames.BlockAttribute))
            return new(layer.ShortName(), new(ReadArguments(attribute, parameter => parameter)), ReadBlock(layer, blocks));
        var isOurs = layer.ContainingNamespace is { Name: WellKnownNames.Namespace, ContainingNamespace.IsGlobalNamespace: true };
        var arguments = ReadArguments(attribute, PropertyName, omitsDefaults: true);
        return new(isOurs ? layer.ShortName() : layer.ToDisplayString(), new(arguments))
        {
            Positional = arguments.Length - attribute.NamedArguments.Length,
        };
    }

    private Block ReadBlock(INamedTypeSymbol block, IReadOnlyList<INamedTypeSymbol> around)
    {
        var isRecursive = around.Contains(block, SymbolEqualityComparer.Default);
        var reader = new AttributeReader(block, compilation);
        return new(
            block.ShortName(),
            new(Parameters(block)),
            isRecursive ? default : new(block.GetAttributes().Where(SymbolExtensions.IsLayer).Select(layer => reader.ReadLayer(layer, [.. around, block]))),
            isRecursive)
        {
            IsElsewhere = !SymbolEqualityComparer.Default.Equals(block.ContainingAssembly, compilation.Assembly),
        };
    }

    /// <summary>A block, for its own check.</summary>
    public static Block ReadBlock(INamedTypeSymbol block, Compilation compilation) => new AttributeReader(block, compilation).ReadBlock(block, []);

    /// <summary>The names that a block's layers may use: the parameters of its constructor.</summary>
    private static IEnumerable<string> Parameters(INamedTypeSymbol block) =>
        block.InstanceConstructors.FirstOrDefault(constructor => !constructor.IsImplicitlyDeclared || block.InstanceConstructors.Length == 1)?
            .Parameters.Select(parameter => parameter.Name) ?? [];

    /// <summary>The axes of a shape attribute; null if none.</summary>
    public Argument? ReadShape(ImmutableArray<AttributeData> attributes)
    {
        if (attributes.Find(WellKnownNames.ShapeAttribute) is not { } shape)
            return null;
        return IsMistaken(shape) ? Mistaken("Axes") : ReadArguments(shape, PropertyName)[0];
    }

    /// <summary>An argument that the compiler reports.</summary>
    public static Argument Mistaken(string name) => Argument.Of(name, NoValue.Mistaken);

    /// <summary>The expression that creates the attribute; null if the compiler reports the attribute.</summary>
    public string? ReadCreation(AttributeData attribute)
    {
        if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } created || IsMistaken(attribute))
            return null;

        var arguments = attribute.ConstructorArguments.Select(AttributeText.Write);
        var properties = attribute.NamedArguments.Select(argument => $"{argument.Key.Escaped()} = {AttributeText.Write(argument.Value)}").ToList();
        var initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        return $"new {created.Qualified()}({string.Join(", ", arguments)}){initializer}";
    }

    /// <summary>True if the compiler reports the attribute: unknown constructor or property, or not a constant.</summary>
    public bool IsMistaken(AttributeData attribute)
    {
        if (attribute.AttributeConstructor is not { Parameters: var parameters } || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error))
            return true;
        if (attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax { ArgumentList.Arguments: var written })
            return false;

        // Fast path: compare counts first; this runs for all models on every keystroke.
        var properties = parameters.Any(parameter => parameter.IsOptional || parameter.IsParams)
            ? written.Count(argument => argument.NameEquals is not null)
            : written.Count - parameters.Length;
        return properties != attribute.NamedArguments.Length
            || parameters.Any(parameter => parameter.IsOptional) && attribute.NamedArguments.Any(argument => attribute.AttributeClass!.GetMembers(argument.Key).Any(member => member is IPropertySymbol { SetMethod: null }))
            || HasText(attribute) && written.Any(argument => argument.Expression is not LiteralExpressionSyntax && NamesNothing(argument.Expression));
    }

    /// <summary>True if a value is or contains a string, which may come from <c>nameof</c>.</summary>
    private static bool HasText(AttributeData attribute) =>
        attribute.ConstructorArguments.Any(IsText) || attribute.NamedArguments.Any(argument => IsText(argument.Value));

    private static bool IsText(TypedConstant value) => value.Kind == TypedConstantKind.Array
        ? !value.IsNull && value.Values.Any(IsText)
        : value.Value is string;

    /// <summary>True if an argument contains <c>nameof</c> of an unknown symbol: it has a value, but the compiler reports it.</summary>
    private bool NamesNothing(ExpressionSyntax argument) => argument is InvocationExpressionSyntax invocation
        ? IsNameOfNothing(invocation)
        : argument.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsNameOfNothing);

    private bool IsNameOfNothing(InvocationExpressionSyntax invocation) =>
        invocation is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments.Count: 1 }
        && invocation.ArgumentList.Arguments[0].Expression is var name
        && !(name is IdentifierNameSyntax { Identifier.ValueText: var member } && type.MemberNames.Contains(member))
        && compilation.ContainsSyntaxTree(name.SyntaxTree)
        && compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name) is { Symbol: null, CandidateSymbols.IsEmpty: true };

    /// <param name="attribute">The attribute.</param>
    /// <param name="name">Maps a constructor's parameter to the argument's name.</param>
    /// <param name="omitsDefaults">True to omit optional parameters whose default is null: the layer has its own default.</param>
    private static Argument[] ReadArguments(AttributeData attribute, Func<string, string> name, bool omitsDefaults = false)
    {
        var (parameters, values, named) = (attribute.AttributeConstructor!.Parameters, attribute.ConstructorArguments, attribute.NamedArguments);
        var positional = 0;
        for (var i = 0; i < values.Length; i++)
            positional += IsOmitted(i) ? 0 : 1;

        var (arguments, next) = (new Argument[positional + named.Length], 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsOmitted(i))
                arguments[next++] = Read(name(parameters[i].Name), values[i]);
        }

        foreach (var argument in named)
            arguments[next++] = Read(argument.Key, argument.Value);
        return arguments;

        bool IsOmitted(int i) => omitsDefaults && values[i].IsNull && parameters[i].IsOptional;
    }

    /// <summary>The property that a constructor's parameter sets: the same name with a capital.</summary>
    public static string PropertyName(string parameter) => char.ToUpperInvariant(parameter[0]) + parameter.Substring(1);

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
        TypedConstantKind.Enum => (object?)AttributeText.Member(constant)?.Name ?? AttributeText.UnknownMember(constant) ?? (object)NoValue.Unsupported,
        TypedConstantKind.Type when constant.Value is ITypeSymbol type => IsModule(type)
            ? new TypeName(type.Qualified(), true, IsVisible(type, Accessibility.Public)) { Constructors = ModuleConstructorReader.Read((INamedTypeSymbol)type) }
            : new TypeName(type.Qualified(), false, IsVisible(type, Accessibility.Public)),
        _ => NoValue.Unsupported,
    };

    /// <summary>True if generated code can create it and call it with a tensor.</summary>
    private static bool IsModule(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsAbstract: false, IsUnboundGenericType: false } || !IsVisible(type, Accessibility.Public, Accessibility.Internal))
            return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(WellKnownNames.Module) && current.TypeArguments.Length == 2)
                return current.TypeArguments.All(argument => argument.Is(WellKnownNames.Tensor));
        }

        return false;
    }

    private static bool IsVisible(ITypeSymbol type, params Accessibility[] accessibilities)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (!accessibilities.Contains(current.DeclaredAccessibility))
                return false;
        }

        return true;
    }
}
