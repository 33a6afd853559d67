using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Rewrites a layer or an objective with the argument names and values of PyTorch or Keras in the form of this library.</summary>
/// <param name="attribute">The attribute.</param>
/// <param name="type">Its class.</param>
internal sealed class ForeignCall(AttributeSyntax attribute, INamedTypeSymbol type)
{
    private readonly List<string> _properties = [.. UnknownNames.Properties(type)];
    private readonly IReadOnlyList<IParameterSymbol> _parameters = Nearest(type, attribute)?.Parameters ?? [];
    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _others = [];
    private string? _activation;
    private bool _isSame;

    /// <summary>True if only one name changes, for which a message at the name suffices.</summary>
    private bool _isRenamedOnce;

    /// <summary>Reports an attribute with the arguments of another library. False if it has none, or only a misspelled name, which is reported there.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="type">Its class.</param>
    /// <param name="isUnbound">True if no constructor takes its arguments.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Reports a mistake.</param>
    /// <param name="cancellation">Cancels the check.</param>
    public static bool Check(AttributeSyntax attribute, INamedTypeSymbol type, bool isUnbound, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        var call = new ForeignCall(attribute, type);
        if (!isUnbound && !call.HasForeignArgument(compilation.GetSemanticModel(attribute.SyntaxTree), cancellation) || call.Rewrite() is not { } written || call._isRenamedOnce)
            return false;
        report(Diagnostic.Create(
            DiagnosticDescriptors.Of(RuleId.PortedArgument),
            attribute.GetLocation(),
            [],
            RepairProperties.Write([new TextRepair($"Write {written}", [new(attribute.Span, written)])]),
            type.ShortName(),
            "takes its arguments in another form",
            written,
            ""));
        return true;
    }

    /// <summary>True if the compiler refuses an argument: its name, or a value that is no constant of its type.</summary>
    private bool HasForeignArgument(SemanticModel semantics, CancellationToken cancellation) => (attribute.ArgumentList?.Arguments ?? []).Any(argument =>
        argument.NameEquals is { Name.Identifier.ValueText: var property } && !_properties.Contains(property) || argument.Expression switch
        {
            TupleExpressionSyntax => true,
            CollectionExpressionSyntax list => semantics.GetTypeInfo(list, cancellation).ConvertedType is not IArrayTypeSymbol,
            IdentifierNameSyntax { Identifier.ValueText: "True" or "False" } value => semantics.GetSymbolInfo(value, cancellation) is { Symbol: null, CandidateSymbols.IsEmpty: true },
            LiteralExpressionSyntax { Token.Value: string } text => semantics.GetTypeInfo(text, cancellation).ConvertedType is { TypeKind: TypeKind.Enum },
            _ => false,
        });

    /// <summary>The attribute as it is written here; null if it is already, or if an argument is not known.</summary>
    public string? Rewrite()
    {
        var written = attribute.ArgumentList?.Arguments.ToList() ?? [];
        if ((_parameters.LastOrDefault()?.IsParams == true ? List(written) : Listed(written)) is not { } arguments)
            return null;
        var changed = arguments.Count == written.Count ? Enumerable.Range(0, written.Count).Where(i => arguments[i] != $"{written[i]}").ToList() : null;
        if (changed is { Count: 0 } && _activation is null)
            return null;
        _isRenamedOnce = changed is { Count: 1 } && _activation is null && IsRenamed(written[changed[0]], arguments[changed[0]]);
        var name = $"{(attribute.Name is QualifiedNameSyntax { Left: var space } && space.ToString() != "nn" ? $"{space}." : "")}{type.ShortName()}";
        var layer = arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments)})";
        return _activation is { Length: > 0 } activation ? $"{layer}, {activation}" : layer;
    }

    /// <summary>True if only the name of an argument changes, to one with a similar spelling.</summary>
    private bool IsRenamed(AttributeArgumentSyntax before, string after) =>
        (before.NameEquals?.Name ?? before.NameColon?.Name) is { Identifier.ValueText: var name }
        && Spelling.Nearest(name, _properties) is { } near && after == $"{near} = {before.Expression}";

    /// <summary>The arguments, positional ones first; null if one is unknown.</summary>
    private List<string>? Listed(List<AttributeArgumentSyntax> written)
    {
        var positional = written.TakeWhile(argument => argument.NameEquals is null && argument.NameColon is null).ToList();
        var named = written.Skip(positional.Count).ToList();
        if (named.Exists(argument => argument.NameEquals is null && argument.NameColon is null) || !named.TrueForAll(Add))
            return null;

        // The first argument without a name may be the size of the input, as in Conv2d(1, 32, kernel_size = 3).
        var isShifted = positional.Count > 0 && _values.Count > 0 && positional.Count + _values.Count == _parameters.Count + 1;
        if (!AddPositional(isShifted ? [.. positional.Skip(1)] : positional) || _parameters.Any(parameter => !parameter.IsOptional && !_values.ContainsKey(parameter.Name)))
            return null;
        if (_isSame)
            _others.Add(SamePadding());
        return [.. _parameters.Where(parameter => _values.ContainsKey(parameter.Name)).Select(parameter => _values[parameter.Name]), .. _others];
    }

    /// <summary>The arguments of an attribute that takes any number, which Python groups in a tuple; null if none is one.</summary>
    private static List<string>? List(List<AttributeArgumentSyntax> written)
    {
        if (written.Exists(argument => argument.NameEquals is not null || argument.NameColon is not null) || !written.Exists(argument => argument.Expression is TupleExpressionSyntax))
            return null;
        // As in Unflatten(1, (8, 7, 7)), which names the axis first.
        var shape = written.Count == 2 && written[1].Expression is TupleExpressionSyntax ? [written[1]] : written;
        return [.. shape.SelectMany(argument => argument.Expression is TupleExpressionSyntax tuple ? tuple.Arguments.Select(element => $"{element.Expression}") : [$"{argument}"])];
    }

    /// <summary>The padding that keeps the size; with a stride, the one that has the same effect on an odd kernel.</summary>
    private string SamePadding() =>
        _others.Exists(other => other.StartsWith("Stride =", StringComparison.Ordinal) && other != "Stride = 1")
        && _values.TryGetValue("kernel", out var kernel) && int.TryParse(kernel, out var length) && length % 2 == 1
            ? $"Padding = {length / 2}"
            : "SamePadding = true";

    private bool AddPositional(List<AttributeArgumentSyntax> positional)
    {
        // AdaptiveAvgPool2d(7, 5)
        if (_parameters.Count == 1 && _parameters[0].Name == "output" && positional.Count > 1)
        {
            _values[_parameters[0].Name] = $"new[] {{ {string.Join(", ", positional)} }}";
            return positional.TrueForAll(argument => argument.Expression is LiteralExpressionSyntax { Token.Value: int });
        }

        for (var i = 0; i < positional.Count; i++)
        {
            if (i >= _parameters.Count)
                return i == positional.Count - 1 && IsText(positional[i].Expression) && Enumeration() is { } property && Set(property, positional[i].Expression);
            if (_values.ContainsKey(_parameters[i].Name) || !Set(_parameters[i].Name, positional[i].Expression))
                return false;
        }

        return true;
    }

    private bool Add(AttributeArgumentSyntax argument)
    {
        var name = (argument.NameEquals?.Name ?? argument.NameColon!.Name).Identifier.ValueText;
        var value = argument.Expression;
        if (ForeignNames.Plain(name) == "activation" && _properties.TrueForAll(property => property != "Activation"))
            return value is LiteralExpressionSyntax { Token.Value: string activation } && (_activation = ForeignNames.Activation(activation)) is not null;
        if (ForeignNames.Find(name, [.. _parameters.Select(parameter => parameter.Name), .. _properties]) is not { } own)
            return false;
        // In PyTorch and Keras, axis 0 is the batch.
        if (own == "Axis" && name != own)
            return value is LiteralExpressionSyntax { Token.Value: int dim } ? dim > 0 && (dim == 1 || Set(own, SyntaxFactory.ParseExpression($"{dim - 1}"))) : Set(own, value);
        if (own != ForeignNames.Dropped)
            return !_values.ContainsKey(own) && Set(own, value);
        // Flatten joins all axes.
        return ForeignNames.Plain(name) switch { "startdim" => $"{value}" == "1", "enddim" => $"{value}" == "-1", _ => true };
    }

    private bool Set(string name, ExpressionSyntax expression)
    {
        if (name == "Padding" && expression is LiteralExpressionSyntax { Token.Value: string padding } && _properties.Contains("SamePadding"))
        {
            _isSame = padding == "same";
            return padding is "same" or "valid";
        }

        if (Value(expression, TypeOf(name)) is not { } value)
            return false;
        if (_parameters.Any(parameter => parameter.Name == name))
            _values[name] = value;
        else
            _others.Add($"{name} = {value}");
        return true;
    }

    /// <summary>A value as an argument here; null if unknown.</summary>
    private static string? Value(ExpressionSyntax expression, ITypeSymbol? target) => expression switch
    {
        TupleExpressionSyntax tuple when target is IArrayTypeSymbol => $"new[] {{ {string.Join(", ", tuple.Arguments)} }}",
        TupleExpressionSyntax tuple => Array([.. tuple.Arguments.Select(element => $"{element.Expression}")]),
        CollectionExpressionSyntax list when target is not IArrayTypeSymbol => Array([.. list.Elements.Select(element => $"{element}")]),
        IdentifierNameSyntax { Identifier.ValueText: "True" } => "true",
        IdentifierNameSyntax { Identifier.ValueText: "False" } => "false",
        LiteralExpressionSyntax { Token.Value: string text } when target is { TypeKind: TypeKind.Enum } => Member(text, target),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var other }, Name: var member } when target is { TypeKind: TypeKind.Enum } && other != target.Name =>
            Member(member.Identifier.ValueText, target),
        _ => $"{expression}",
    };

    private static string Array(IReadOnlyList<string> elements) => elements.Distinct().Count() == 1 ? elements[0]
        : $"new{(elements.All(element => int.TryParse(element, out _)) ? "" : " object")}[] {{ {string.Join(", ", elements)} }}";

    private static string? Member(string name, ITypeSymbol type) =>
        Spelling.Nearest(name, [.. type.GetMembers().OfType<IFieldSymbol>().Select(member => member.Name)]) is { } member
            ? $"{(type.ContainingNamespace.Name == WellKnownNames.Namespace ? "" : $"{type.ContainingNamespace}.")}{type.Name}.{member}"
            : null;

    private static bool IsText(ExpressionSyntax expression) => expression.IsKind(SyntaxKind.StringLiteralExpression);

    /// <summary>The only property whose values are members of an enum; null if none.</summary>
    private string? Enumeration() => _properties.Where(property => TypeOf(property) is { TypeKind: TypeKind.Enum }).ToList() is { Count: 1 } only ? only[0] : null;

    private ITypeSymbol? TypeOf(string name)
    {
        if (_parameters.FirstOrDefault(parameter => parameter.Name == name) is { } own)
            return own.Type;
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property.Type;
        }

        return null;
    }

    /// <summary>The shortest constructor that takes the positional arguments. Constructors that exist only to report PyTorch's arguments are ignored.</summary>
    private static IMethodSymbol? Nearest(INamedTypeSymbol type, AttributeSyntax attribute)
    {
        var count = attribute.ArgumentList?.Arguments.Count(argument => argument.NameEquals is null && argument.NameColon is null) ?? 0;
        return type.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && constructor.GetAttributes().Find(WellKnownNames.EditorBrowsableAttribute) is null)
            .OrderBy(constructor => constructor.Parameters.Length < count)
            .ThenBy(constructor => constructor.Parameters.Length)
            .FirstOrDefault();
    }
}
