using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads a class with the model attribute. The generator and the analyzer see the same declaration through it.</summary>
internal static class DeclarationReader
{
    /// <summary>The declaration, for the generator.</summary>
    public static ModelDeclaration Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) => new(
        HierarchyReader.Read(type),
        ReadArchitecture(type, compilation, cancellation),
        new(Sizes(type).Select(size => ReadProperty(size, cancellation))),
        new(Stages(type).Select(stage => ReadMethod(stage, cancellation))),
        Objective(type) is { } objective ? new AttributeReader(type, compilation).ReadCreation(objective) : null,
        new(type.MemberNames.Where(name => name.StartsWith("_", StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal)),
        !type.IsAbstract && HierarchyReader.IsVisible(type));

    /// <summary>What the shape rules see of it.</summary>
    public static Architecture ReadArchitecture(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var attributes = new AttributeReader(type, compilation);
        return new(
            type.Name,
            HierarchyReader.Obstacle(type),
            new(type.AllInterfaces
                .Where(family => family.ContainingNamespace.ToDisplayString() == WellKnownNames.Namespace)
                .Select(family => family.Name)
                .OrderBy(name => name, StringComparer.Ordinal)),
            Objective(type)?.AttributeClass is { } objective ? new(ShortName(objective), Family(objective)) : null,
            new(Sizes(type).Select(ReadSize)),
            new(Stages(type).Select(stage => ReadStage(stage, attributes))));
    }

    /// <summary>The properties with the size attribute, in source order.</summary>
    public static IEnumerable<IPropertySymbol> Sizes(INamedTypeSymbol type) =>
        from property in type.GetMembers().OfType<IPropertySymbol>()
        where property.PartialDefinitionPart is null && property.GetAttributes().Find(WellKnownNames.SizeAttribute) is not null
        select property;

    /// <summary>The partial methods that apply layers or name shapes, in source order.</summary>
    public static IEnumerable<IMethodSymbol> Stages(INamedTypeSymbol type) =>
        from method in type.GetMembers().OfType<IMethodSymbol>()
        where method.IsPartialDefinition
            && (Layers(method).Any()
                || method.GetReturnTypeAttributes().Concat(method.Parameters.SelectMany(parameter => parameter.GetAttributes()))
                    .Find(WellKnownNames.ShapeAttribute) is not null)
        select method;

    /// <summary>A stage's layer attributes, in source order.</summary>
    public static IEnumerable<AttributeData> Layers(IMethodSymbol stage) => stage.GetAttributes().Where(SymbolExtensions.IsLayer);

    /// <summary>The class's objective attribute.</summary>
    public static AttributeData? Objective(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.DerivesFrom(WellKnownNames.ObjectiveAttribute));

    private static string ShortName(INamedTypeSymbol attribute) => attribute.Name.Replace("Attribute", "");

    /// <summary>The interface that a model needs for the objective.</summary>
    private static string? Family(INamedTypeSymbol objective) => ShortName(objective) == "Reconstruction" ? "IAutoencoder" : null;

    private static Size ReadSize(IPropertySymbol property)
    {
        var attribute = property.GetAttributes().Find(WellKnownNames.SizeAttribute)!;
        return new(
            property.Name,
            attribute.ConstructorArguments.Select(argument => argument.Value as int?).FirstOrDefault(),
            property is
            {
                IsPartialDefinition: true,
                IsStatic: false,
                DeclaredAccessibility: Accessibility.Public,
                Type.SpecialType: SpecialType.System_Int32,
                GetMethod: not null,
                SetMethod: null,
            });
    }

    private static Stage ReadStage(IMethodSymbol method, AttributeReader attributes)
    {
        var isMistaken = method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error);
        return new(
            method.Name,
            isMistaken || method is { IsStatic: false, Arity: 0, RefKind: RefKind.None, Parameters.Length: 1 }
                && method.ReturnType.Is(WellKnownNames.Tensor)
                && method.Parameters[0] is { RefKind: RefKind.None } parameter && parameter.Type.Is(WellKnownNames.Tensor),
            // A type that the compiler does not know is its to report, and ends our check as a mistaken argument does.
            new(isMistaken
                ? [new Parameter("", AttributeReader.Mistaken("Axes"))]
                : method.Parameters.Select(parameter => new Parameter(parameter.Name, attributes.ReadShape(parameter.GetAttributes())))),
            new(Layers(method).Select(attributes.ReadLayer)),
            attributes.ReadShape(method.GetReturnTypeAttributes()));
    }

    private static SizeProperty ReadProperty(IPropertySymbol property, CancellationToken cancellation) => new(
        Modifiers(property, cancellation),
        property.Type.Qualified(),
        property.Name.Escaped(),
        property.GetMethod is not null,
        property.SetMethod is { } setter ? setter.IsInitOnly ? "init" : "set" : null,
        property.IsPartialDefinition,
        DocumentationReader.Read(property, cancellation));

    private static StageMethod ReadMethod(IMethodSymbol method, CancellationToken cancellation) => new(
        Modifiers(method, cancellation),
        method.ReturnType.Qualified(),
        method.Name.Escaped() + (method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name.Escaped()))}>"),
        new(method.Parameters.Select(parameter => new ParameterText(
            Prefix(parameter) + parameter.Type.Qualified(), parameter.Name.Escaped()))),
        DocumentationReader.Read(method, cancellation));

    private static string Prefix(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => "params ",
        { RefKind: RefKind.Ref } => "ref ",
        { RefKind: RefKind.Out } => "out ",
        { RefKind: RefKind.In } => "in ",
        { RefKind: RefKind.RefReadOnlyParameter } => "ref readonly ",
        _ => "",
    };

    /// <summary>The modifiers as they are written: those of both parts have to agree.</summary>
    private static string Modifiers(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MemberDeclarationSyntax member
            ? string.Join(" ", member.Modifiers.Where(modifier => modifier.Text.Length > 0).Select(modifier => modifier.Text))
            : "partial";
}
