using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Finds the locations of a declaration's places, down to the element of an argument.</summary>
internal sealed class DeclarationLocator(INamedTypeSymbol type, CancellationToken cancellation)
{
    private readonly ModelMembers _members = ModelMembers.Of(type);

    /// <summary>The location of a place; if it is not written, that of its attribute or declaration.</summary>
    public Location Find(Place place) =>
        FindArgument(place) ?? FindAttribute(place)?.GetLocation() ?? Owner(place).Owner.Locations.FirstOrDefault() ?? Location.None;

    /// <summary>The location of a place's argument; null if it is not written.</summary>
    public Location? FindArgument(Place place) =>
        place.Argument is { } argument && FindAttribute(place) is { } syntax ? Argument(Owner(place).Attribute!, syntax, argument, place.Element) : null;

    /// <summary>The attribute of a place; null if it is in none.</summary>
    public AttributeSyntax? FindAttribute(Place place) => Owner(place).Attribute?.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    /// <summary>The last layer of a place's stage.</summary>
    public AttributeSyntax? FindLastLayer(Place place) =>
        FindAttribute(place with { Index = ModelMembers.Layers(_members.Stages[place.Stage]).Count() - 1 });

    /// <summary>The declaration that a place belongs to; null if there is no source.</summary>
    public SyntaxNode? FindDeclaration(Place place) => Owner(place).Owner.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);

    /// <summary>The symbol of a place, and its attribute if the place is in one.</summary>
    private (ISymbol Owner, AttributeData? Attribute) Owner(Place place)
    {
        switch (place.Kind)
        {
            case PlaceKind.Objective:
                return (type, ObjectiveReader.FindAll(type).ElementAtOrDefault(Math.Max(place.Index, 0)));
            case PlaceKind.Size:
                var size = _members.Sizes[place.Index];
                return (size, place.Argument is null ? null : size.GetAttributes().Find(WellKnownNames.SizeAttribute));
            case PlaceKind.Stage:
                return (_members.Stages[place.Stage], null);
            case PlaceKind.Parameter:
                var parameter = _members.Stages[place.Stage].Parameters[place.Index];
                return (parameter, place.Argument is null ? null : parameter.GetAttributes().Find(WellKnownNames.ShapeAttribute));
            case PlaceKind.Return:
                return (_members.Stages[place.Stage], _members.Stages[place.Stage].GetReturnTypeAttributes().Find(WellKnownNames.ShapeAttribute));
            case PlaceKind.Layer:
                return Inside(_members.Stages[place.Stage], ModelMembers.Layers(_members.Stages[place.Stage]).ElementAtOrDefault(place.Index), place.Inside);
            case PlaceKind.Member:
                return (type.GetMembers(place.Argument!).OrderBy(member => member.Locations[0].SourceSpan.Start).First(), null);
            case PlaceKind.Initializer:
                ISymbol initialized = place.Stage < 0 ? type : _members.Stages[place.Stage];
                return (initialized, initialized.GetAttributes().Find(WellKnownNames.InitializeAttribute));
            case PlaceKind.Submodel:
                return (_members.Submodels[place.Index], null);
            case PlaceKind.Block:
                return (type, LayersOf(type).ElementAtOrDefault(place.Index));
            default:
                return (type, null);
        }
    }

    /// <summary>The attribute inside nested blocks, as far as they have a source.</summary>
    private static (ISymbol, AttributeData?) Inside(ISymbol owner, AttributeData? attribute, IReadOnlyList<int> path)
    {
        foreach (var index in path)
        {
            if (attribute?.AttributeClass is not { DeclaringSyntaxReferences.IsEmpty: false } block)
                break;
            (owner, attribute) = (block, LayersOf(block).ElementAtOrDefault(index));
        }

        return (owner, attribute);
    }

    private static IEnumerable<AttributeData> LayersOf(INamedTypeSymbol block) => block.GetAttributes().Where(SymbolExtensions.IsLayer);

    private static Location? Argument(AttributeData attribute, AttributeSyntax syntax, string property, int element)
    {
        if (syntax.ArgumentList is not { Arguments: var written })
            return null;
        if (written.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property) is { } named)
            return Element(named.Expression, element).GetLocation();

        var parameters = attribute.AttributeConstructor?.Parameters ?? [];
        var parameter = parameters.FirstOrDefault(candidate => candidate.Name == property || AttributeReader.PropertyName(candidate.Name) == property);
        if (parameter is null)
            return null;
        if (written.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name) is { } labeled)
            return Element(labeled.Expression, element).GetLocation();

        var positional = written.Where(argument => argument.NameEquals is null).Skip(parameter.Ordinal).ToList();
        if (positional.Count == 0)
            return null;
        if (!parameter.IsParams || positional.Count == 1 && Elements(positional[0].Expression) is not null)
            return Element(positional[0].Expression, element).GetLocation();
        if (element >= 0 && element < positional.Count)
            return positional[element].Expression.GetLocation();
        return Location.Create(syntax.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(
            positional[0].SpanStart, positional[positional.Count - 1].Span.End));
    }

    /// <summary>The element of a written array, or the whole expression.</summary>
    private static ExpressionSyntax Element(ExpressionSyntax expression, int element) =>
        Elements(expression) is { } elements && element >= 0 && element < elements.Count ? elements[element] : expression;

    private static IReadOnlyList<ExpressionSyntax>? Elements(ExpressionSyntax expression) => expression switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection when collection.Elements.All(element => element is ExpressionElementSyntax) =>
            [.. collection.Elements.Select(element => ((ExpressionElementSyntax)element).Expression)],
        _ => null,
    };
}
