using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Suggests the right spelling of names that the compiler does not know: of layers, objectives, arguments, enum members and types.</summary>
internal sealed class UnknownNames(Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
{
    private readonly HashSet<AttributeSyntax> _checked = [];
    private readonly HashSet<SyntaxTree> _withoutUsing = [];

    /// <summary>Checks the attributes of a model, of its stages and of the blocks that they use.</summary>
    public void Check(INamedTypeSymbol model)
    {
        CheckBases(model);
        CheckAttributes(model, "an objective", WellKnownNames.ObjectiveAttribute);
        foreach (var stage in ModelMembers.Of(model).Stages)
        {
            CheckAttributes(stage, "a layer", WellKnownNames.LayerAttribute);
            foreach (var type in Types(stage))
                CheckType(type);
            foreach (var shape in stage.Parameters.Select(parameter => parameter.GetAttributes()).Append(stage.GetReturnTypeAttributes())
                .Select(attributes => attributes.Find(WellKnownNames.ShapeAttribute)))
            {
                CheckArguments(shape);
            }
        }

        foreach (var size in ModelMembers.Of(model).Sizes)
            CheckArguments(size.GetAttributes().Find(WellKnownNames.SizeAttribute));
    }

    /// <summary>Checks the names of interfaces. Those of ModelDsl define how stages fit together.</summary>
    private void CheckBases(INamedTypeSymbol model)
    {
        foreach (var name in model.DeclaringSyntaxReferences.Select(reference => (reference.GetSyntax(cancellation) as ClassDeclarationSyntax)?.BaseList)
            .Where(list => list is not null && compilation.ContainsSyntaxTree(list.SyntaxTree))
            .SelectMany(list => list!.Types)
            .Select(type => type.Type)
            .OfType<IdentifierNameSyntax>()
            .Where(name => compilation.GetSemanticModel(name.SyntaxTree).GetTypeInfo(name, cancellation).Type is null or { TypeKind: TypeKind.Error }))
            Suggest(name.Identifier, "an interface here", Families());
    }

    private IEnumerable<string> Families() => (compilation.GetTypeByMetadataName($"{WellKnownNames.Namespace}.IAutoencoder")?.ContainingNamespace.GetTypeMembers() ?? [])
        .Where(type => type.TypeKind == TypeKind.Interface && type.DeclaredAccessibility == Accessibility.Public && type.Name != "IModel")
        .Select(type => type.Name);

    /// <summary>Checks the arguments of a shape or a size.</summary>
    private void CheckArguments(AttributeData? attribute)
    {
        if (attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax && compilation.ContainsSyntaxTree(syntax.SyntaxTree)
            && !ForeignCall.Check(syntax, attribute.AttributeClass!, attribute.AttributeConstructor is null, compilation, report, cancellation))
            CheckArguments(syntax, attribute.AttributeClass!, attribute.AttributeConstructor is null);
    }

    private void CheckAttributes(ISymbol owner, string kind, string baseName)
    {
        foreach (var attribute in owner.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax
                || !compilation.ContainsSyntaxTree(syntax.SyntaxTree) || !_checked.Add(syntax))
                continue;
            if (attribute.AttributeClass is not { TypeKind: not TypeKind.Error } type)
            {
                CheckName(syntax, kind, baseName);
                continue;
            }

            var isUnbound = attribute.AttributeConstructor is null;
            if (!type.DerivesFrom(baseName) || !ForeignCall.Check(syntax, type, isUnbound, compilation, report, cancellation))
            {
                CheckArguments(syntax, type, isUnbound);
                if (isUnbound && type.DerivesFrom(baseName))
                    ArgumentCount.Check(syntax, type, report);
                if (isUnbound && type.DerivesFrom(WellKnownNames.BlockAttribute))
                    CheckBlockParameters(syntax, type);
            }

            if (type.DerivesFrom(WellKnownNames.BlockAttribute))
                CheckAttributes(type, kind, baseName);
        }
    }

    private void CheckName(AttributeSyntax attribute, string kind, string baseName)
    {
        var name = (attribute.Name as QualifiedNameSyntax)?.Right ?? attribute.Name as SimpleNameSyntax;
        if (name is null)
            return;
        var known = compilation.GetSemanticModel(attribute.SyntaxTree).LookupNamespacesAndTypes(attribute.SpanStart)
            .OfType<INamedTypeSymbol>()
            .Where(type => !type.IsAbstract && type.DerivesFrom(baseName))
            .ToList();
        var nearest = Spelling.Nearest(name.Identifier.ValueText, [.. known.Select(SymbolExtensions.ShortName)]);
        if (ForeignNames.Advice(name.Identifier.ValueText) is { } advice)
            Report(name.Identifier, kind, advice, null);
        // TorchSharp's own modules are no layers, such as those of attention and recurrence; the nearest layer is another one.
        else if (baseName == WellKnownNames.LayerAttribute && nearest != name.Identifier.ValueText && compilation.GetTypeByMetadataName($"TorchSharp.Modules.{name.Identifier.ValueText}") is not null)
            Report(name.Identifier, kind, "Use it in a module of your own, which [Module(typeof(YourModule))] runs.", null);
        else if (nearest is not null)
            Replace(attribute, name, kind, nearest, known.Find(type => type.ShortName() == nearest)!);
    }

    /// <summary>Suggests a known name, and its arguments if these are also another library's.</summary>
    private void Replace(AttributeSyntax attribute, SimpleNameSyntax name, string kind, string nearest, INamedTypeSymbol type)
    {
        // As in nn.Linear(10).
        var written = new ForeignCall(attribute, type).Rewrite() ?? (nearest == name.Identifier.ValueText ? $"{nearest}{attribute.ArgumentList}" : null);
        if (written is null)
            Report(name.Identifier, kind, $"Did you mean {nearest}?", new(name.Identifier.Span, nearest));
        else
            Report(name.Identifier, kind, $"Write {written}.", new(attribute.Span, written));
    }

    /// <param name="attribute">The attribute.</param>
    /// <param name="type">Its class.</param>
    /// <param name="isUnbound">True if no constructor takes its arguments.</param>
    private void CheckArguments(AttributeSyntax attribute, INamedTypeSymbol type, bool isUnbound)
    {
        foreach (var argument in attribute.ArgumentList?.Arguments ?? [])
        {
            if (argument.NameEquals?.Name.Identifier is { } property && !Properties(type).Contains(property.ValueText))
                Suggest(property, $"an argument of {type.ShortName()}", Properties(type));
            else if (argument.NameColon?.Name.Identifier is { } parameter && (isUnbound || !Parameters(type).Contains(parameter.ValueText)))
                SuggestProperty(argument, parameter, type);
            foreach (var member in argument.Expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>())
                CheckMember(member);
            foreach (var value in argument.Expression.DescendantNodesAndSelf(node => node is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax)).OfType<IdentifierNameSyntax>())
                CheckConstant(value);
        }
    }

    /// <summary>A parameter of a block that is an integer takes no name of a size.</summary>
    private void CheckBlockParameters(AttributeSyntax attribute, INamedTypeSymbol block)
    {
        var (arguments, parameters) = (attribute.ArgumentList?.Arguments ?? [], block.InstanceConstructors[0].Parameters);
        for (var i = 0; i < arguments.Count && i < parameters.Length && arguments[i].NameEquals is null && arguments[i].NameColon is null; i++)
        {
            if (parameters[i].Type.SpecialType == SpecialType.System_Int32 && compilation.GetSemanticModel(attribute.SyntaxTree).GetConstantValue(arguments[i].Expression, cancellation) is { HasValue: true, Value: string size })
            {
                report(Diagnostic.Create(
                    DiagnosticDescriptors.Of(RuleId.UnsuitableArgument), arguments[i].GetLocation(), $"{block.ShortName()}'s {parameters[i].Name}",
                    $"\"{size}\", and its parameter is an int", $"object {parameters[i].Name} in {block.Name}"));
            }
        }
    }

    /// <summary>A size or a block's parameter is referred to by its name, because arguments of attributes are constants.</summary>
    private void CheckConstant(IdentifierNameSyntax value)
    {
        var semantics = compilation.GetSemanticModel(value.SyntaxTree);
        var info = semantics.GetSymbolInfo(value, cancellation);
        switch (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())
        {
            case IParameterSymbol or IPropertySymbol { IsStatic: false }:
                break;
            case IFieldSymbol { IsConst: false } or ILocalSymbol { IsConst: false }:
                Report(value.Identifier, "a constant", "Declare it as const.", null);
                return;
            case null or IMethodSymbol when TakesText(value, semantics):
                var name = info.CandidateSymbols.IsEmpty && info.Symbol is null ? $"\"{value}\"" : $"nameof({value})";
                Report(value.Identifier, "a constant", $"Write {name}.", new(value.Span, name));
                return;
            default:
                return;
        }

        ExpressionSyntax whole = value;
        while (whole.Parent is BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
            whole = (ExpressionSyntax)whole.Parent;
        if (semantics.GetTypeInfo(whole, cancellation).ConvertedType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error })
            return;
        var written = whole == value ? $"nameof({value})" : $"\"{whole}\"";
        Report(value.Identifier, "a constant", $"Write {written}.", new(whole.Span, written));
    }

    /// <summary>True if a value is an argument of an attribute that takes names, such as <c>[Mark]</c> and <c>[Call]</c>.</summary>
    private bool TakesText(IdentifierNameSyntax value, SemanticModel semantics) =>
        value.Parent is AttributeArgumentSyntax { NameEquals: null, Parent.Parent: AttributeSyntax attribute }
        && semantics.GetTypeInfo(attribute, cancellation).Type is INamedTypeSymbol type
        && type.InstanceConstructors.Any(constructor => constructor.Parameters.FirstOrDefault()?.Type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String });

    private void CheckMember(MemberAccessExpressionSyntax access)
    {
        var symbol = compilation.GetSemanticModel(access.SyntaxTree).GetSymbolInfo(access.Expression, cancellation).Symbol;
        if (symbol is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type || type.MemberNames.Contains(access.Name.Identifier.ValueText))
            return;
        Suggest(access.Name.Identifier, $"a value of {type.Name}", type.GetMembers().OfType<IFieldSymbol>().Select(member => member.Name));
    }

    /// <summary>PyTorch's names of arguments are those of our properties, but for their first letters.</summary>
    private void SuggestProperty(AttributeArgumentSyntax argument, SyntaxToken parameter, INamedTypeSymbol type)
    {
        if (Suggestion.Nearest(parameter.ValueText, Properties(type)) is { } property)
            Report(parameter, $"an argument of {type.ShortName()}", $"Write {property} = {argument.Expression}.", new(argument.NameColon!.Span, $"{property} ="));
    }

    private void CheckType(TypeSyntax type)
    {
        if (type is not IdentifierNameSyntax { Identifier: var name })
            return;
        var (space, isStatic) = name.ValueText == "Tensor" ? ("TorchSharp.torch", true) : (WellKnownNames.Namespace, false);
        if (name.ValueText is not ("Tensor" or "Gaussian"))
        {
            Suggest(name, "a type here", ["Tensor", "Gaussian"]);
        }
        else if (_withoutUsing.Add(type.SyntaxTree))
        {
            var directive = $"using {(isStatic ? "static " : "")}{space};";
            var repair = MissingUsings.Add(directive, type.SyntaxTree, cancellation);
            Report(name, "a type here", $"Write {directive} at the top of the file.", repair.Changes[0], repair.Title);
        }
    }

    private void Suggest(SyntaxToken name, string kind, IEnumerable<string> known)
    {
        if (Spelling.Nearest(name.ValueText, [.. known]) is { } nearest)
            Report(name, kind, $"Did you mean {nearest}?", new(name.Span, nearest));
    }

    private void Report(SyntaxToken name, string kind, string advice, TextChange? change, string? title = null) => report(Diagnostic.Create(
        DiagnosticDescriptors.Of(RuleId.UnknownName),
        name.GetLocation(),
        [],
        RepairProperties.Write(change is { } text ? [new TextRepair(title ?? $"Write {text.NewText}", [text])] : []),
        name.ValueText,
        kind,
        $" {advice}"));

    /// <summary>The unknown types of a stage's parameters and its result, as written.</summary>
    private IEnumerable<TypeSyntax> Types(IMethodSymbol stage)
    {
        if (stage.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not MethodDeclarationSyntax method || !compilation.ContainsSyntaxTree(method.SyntaxTree))
            yield break;
        if (stage.ReturnType.TypeKind == TypeKind.Error)
            yield return method.ReturnType;
        for (var i = 0; i < stage.Parameters.Length && i < method.ParameterList.Parameters.Count; i++)
        {
            if (stage.Parameters[i].Type.TypeKind == TypeKind.Error && method.ParameterList.Parameters[i].Type is { } type)
                yield return type;
        }
    }

    /// <summary>The properties that an attribute's arguments may set.</summary>
    public static IReadOnlyList<string> Properties(INamedTypeSymbol attribute)
    {
        var names = new List<string>();
        for (var type = attribute; type is not null; type = type.BaseType)
            names.AddRange(type.GetMembers().OfType<IPropertySymbol>().Where(property => property.SetMethod is not null).Select(property => property.Name));
        return names;
    }

    private static IEnumerable<string> Parameters(INamedTypeSymbol attribute) =>
        attribute.InstanceConstructors.SelectMany(constructor => constructor.Parameters).Select(parameter => parameter.Name);
}
