using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>Reads a class with the model attribute, for both the generator and the analyzer.</summary>
internal static class DeclarationReader
{
    /// <summary>The declaration, for the generator.</summary>
    public static ModelDeclaration Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var (members, attributes) = (ModelMembers.Of(type), new AttributeReader(type, compilation));
        var architecture = ReadArchitecture(type, members, compilation, [], cancellation);
        return new(
            HierarchyReader.Read(type),
            architecture,
            new(members.Sizes.Zip(architecture.Sizes, (property, size) => new DeclaredSize(size, ReadProperty(property, cancellation)))),
            new(members.Stages.Zip(architecture.Stages, (method, stage) => new DeclaredStage(stage, ReadMethod(method, cancellation)))),
            new(members.Submodels.Zip(architecture.Submodels, (property, submodel) => new DeclaredSubmodel(submodel, ReadProperty(property, cancellation)))),
            ObjectiveReader.Find(type) is { } objective ? attributes.ReadCreation(objective) : null,
            new(type.MemberNames.Where(name => name.StartsWith("_", StringComparison.Ordinal)).OrderBy(name => name, StringComparer.Ordinal)),
            new(OwnModuleReader.Read(type)),
            new(HandWrittenMembers(type, members)),
            !type.IsAbstract && HierarchyReader.IsVisible(type),
            type.BaseType is { TypeKind: TypeKind.Error } || type.Interfaces.Any(family => family.TypeKind == TypeKind.Error)
                || type.GetAttributes().Any(attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error })
                || members.Sizes.Any(size => size.GetAttributes().Find(WellKnownNames.SizeAttribute) is { } attribute
                    && (attributes.IsMistaken(attribute) || attribute.NamedArguments.Any(argument => argument.Value.Kind == TypedConstantKind.Error))),
            HierarchyReader.CanBeCompleted(type));
    }

    /// <summary>The part that the shape rules check.</summary>
    public static Architecture ReadArchitecture(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        ReadArchitecture(type, ModelMembers.Of(type), compilation, [], cancellation);

    /// <param name="type">The model.</param>
    /// <param name="members">Its members.</param>
    /// <param name="compilation">The compilation, for names.</param>
    /// <param name="holders">The models that hold it, it must not be one of them.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    private static Architecture ReadArchitecture(
        INamedTypeSymbol type, ModelMembers members, Compilation compilation, IReadOnlyList<INamedTypeSymbol> holders, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var attributes = new AttributeReader(type, compilation);
        return new(
            type.Name,
            HierarchyReader.Impediment(type),
            new(ObjectiveReader.Families(type).Select(family => family.Name).OrderBy(name => name, StringComparer.Ordinal)),
            new(ObjectiveReader.ReadStages(type, attributes)),
            ObjectiveReader.Read(type),
            new(members.Sizes.Select(ReadSize)),
            new(members.Stages.Select((stage, i) => ReadStage(stage, i, attributes))),
            new(members.Submodels.Select(property => new Submodel(
                property.Name,
                Written(property),
                property.Type.Qualified(),
                ReadSubmodel(property),
                property is { IsStatic: false, GetMethod: not null, SetMethod: null, Type.IsAbstract: false },
                property.Type.IsAbstract,
                ModelMembers.IsCompiled((INamedTypeSymbol)property.Type)))),
            ReadInitializer(type),
            type.GetAttributes().Where(SymbolExtensions.IsLayer).ToList().FindIndex(layer => layer.AttributeClass!.TypeKind != TypeKind.Error),
            new(SettingReader.ReadAll(type, members.Stages)))
        {
            OwnMembers = ModelMembers.IsCompiled(type) ? default : new(PropertyChecker.TakenNames.Where(name => OwnMembers(type, name).Any(member => !members.Contains(member)))),
            RequiredMember = type.IsAbstract ? null : members.Required?.Name,
            OverridesForward = OwnMembers(type, "forward").Any(member => member is IMethodSymbol { IsOverride: true, Parameters.Length: 1 } method && Form(method) == StageForm.Tensor),
        };

        Architecture? ReadSubmodel(IPropertySymbol property)
        {
            var submodel = (INamedTypeSymbol)property.Type;
            INamedTypeSymbol[] all = [.. holders, type.OriginalDefinition];
            return all.Contains(submodel.OriginalDefinition, SymbolEqualityComparer.Default) ? null : ReadArchitecture(submodel.OriginalDefinition, ModelMembers.Of(submodel.OriginalDefinition), compilation, all, cancellation);
        }
    }

    /// <summary>The members of interfaces that hand-written stages implement.</summary>
    private static IEnumerable<InterfaceMember> HandWrittenMembers(INamedTypeSymbol type, ModelMembers members)
    {
        for (var i = 0; i < members.Stages.Count; i++)
        {
            var stage = members.Stages[i];
            if (stage.IsPartialDefinition || Form(stage) == StageForm.Unsuitable)
                continue;
            foreach (var family in ObjectiveReader.Families(type).Where(family => HierarchyReader.ImpedimentToNaming(family) is null))
            {
                if (family.GetMembers(stage.Name).OfType<IMethodSymbol>().Any(declared =>
                    SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared), stage)))
                    yield return new(i, family.Qualified());
            }
        }
    }

    /// <summary>The members of a name, without those of the generated part.</summary>
    private static IEnumerable<ISymbol> OwnMembers(INamedTypeSymbol type, string name) => type.GetMembers(name).Where(member =>
        member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } declaration && !SymbolExtensions.IsGenerated(declaration));

    /// <summary>Reads a size with its allowed values.</summary>
    public static Size ReadSize(IPropertySymbol property)
    {
        var attribute = property.GetAttributes().Find(WellKnownNames.SizeAttribute)!;
        var named = attribute.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value);
        return new(
            property.Name,
            attribute.ConstructorArguments.Select(argument => argument.Value as int?).FirstOrDefault(),
            property is
            {
                IsStatic: false,
                DeclaredAccessibility: Accessibility.Public,
                Type.SpecialType: SpecialType.System_Int32,
                GetMethod: not null,
                SetMethod: null,
            } && (property.IsPartialDefinition || ModelMembers.IsCompiled(property.ContainingType)),
            named.TryGetValue("AnyOf", out var list) && list is { Kind: TypedConstantKind.Array, IsNull: false }
                ? new EquatableArray<int>(list.Values.Select(value => value.Value as int? ?? 1))
                : null,
            named.TryGetValue("Min", out var least) ? least.Value as int? : null,
            named.TryGetValue("Max", out var most) ? most.Value as int? : null);
    }

    /// <summary>The property's type as written.</summary>
    private static string Written(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is PropertyDeclarationSyntax { Type: var type } ? $"{type}" : property.Type.Name;

    private static Stage ReadStage(IMethodSymbol method, int index, AttributeReader attributes)
    {
        var layers = LacksBody(method) ? [] : ModelMembers.Layers(method).Select(attributes.ReadLayer).ToList();
        var returns = attributes.ReadShape(method.GetReturnTypeAttributes());
        // A compiled method without layers is known only by its stated output.
        var isHandWritten = ModelMembers.IsCompiled(method.ContainingType) ? layers.Count == 0 && returns is not null : !method.IsPartialDefinition;
        var isMistaken = LacksBody(method) || method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error);
        return new(
            method.Name,
            isMistaken ? StageForm.Tensor : Form(method),
            // The compiler reports a missing body and an unknown type; as a mistaken argument, they end the check.
            new(isMistaken
                ? [new Parameter("", AttributeReader.Mistaken("Axes"))]
                : method.Parameters.Select(parameter => new Parameter(parameter.Name, attributes.ReadShape(parameter.GetAttributes())))),
            new(layers),
            returns,
            isHandWritten,
            ReadInitializer(method),
            !isMistaken && Form(method) == StageForm.Unsuitable ? RepairOf(method, new(PlaceKind.Stage, index)) : null)
        {
            Outputs = isMistaken || Form(method) != StageForm.Several ? default : new(OutputsReader.Read(method.ReturnType)!),
        };
    }

    /// <summary>The repair that makes a method a stage; null if its parameters are unsuitable.</summary>
    private static Repair? RepairOf(IMethodSymbol method, Place place)
    {
        if (method.Arity > 0 || method.Parameters.IsEmpty || !TakesTensors(method))
            return null;
        var edits = new List<Edit>();
        if (method.IsStatic)
            edits.Add(new(EditKind.SetKeyword, place with { Argument = "static" }, ""));
        if (!ReturnsTensor(method) && !ReturnsGaussian(method) || method.RefKind != RefKind.None)
            edits.Add(new(EditKind.SetReturnType, place, "Tensor"));
        return Repair.Of([.. edits]);
    }

    /// <summary>True if it is neither partial nor has a body.</summary>
    private static bool LacksBody(IMethodSymbol method) =>
        method is { IsPartialDefinition: false, IsAbstract: false, IsExtern: false }
        && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is MethodDeclarationSyntax { Body: null, ExpressionBody: null };

    private static StageForm Form(IMethodSymbol method) =>
        method is { IsStatic: false, Arity: 0, RefKind: RefKind.None, Parameters.Length: > 0 } && TakesTensors(method)
            ? ReturnsTensor(method) ? StageForm.Tensor
                : ReturnsGaussian(method) ? StageForm.Gaussian
                : method.IsPartialDefinition || ModelMembers.IsCompiled(method.ContainingType) ? OutputsReader.Read(method.ReturnType) is null ? StageForm.Unsuitable : StageForm.Several
                : StageForm.Unsuitable
            : StageForm.Unsuitable;

    private static bool TakesTensors(IMethodSymbol method) =>
        method.Parameters.All(parameter => parameter.RefKind == RefKind.None && parameter.Type.Is(WellKnownNames.Tensor));

    private static bool ReturnsTensor(IMethodSymbol method) => method.ReturnType.Is(WellKnownNames.Tensor);

    private static bool ReturnsGaussian(IMethodSymbol method) => method.ReturnType.Is(WellKnownNames.Gaussian);

    private static string? ReadInitializer(ISymbol symbol) =>
        symbol.GetAttributes().Find(WellKnownNames.InitializeAttribute)?.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum } value
            ? AttributeText.Member(value)?.Name
            : null;

    private static PropertyText ReadProperty(IPropertySymbol property, CancellationToken cancellation) => new(
        Modifiers(property, cancellation),
        property.Type.Qualified(),
        property.Name.Escaped(),
        property.GetMethod is not null,
        property.SetMethod is { } setter ? setter.IsInitOnly ? "init" : "set" : null,
        property.IsPartialDefinition && !property.Type.IsUnknown(),
        DocumentationReader.Read(property, cancellation));

    private static MethodText ReadMethod(IMethodSymbol method, CancellationToken cancellation) => new(
        Modifiers(method, cancellation),
        method.ReturnType.Qualified(),
        method.Name.Escaped() + (method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name.Escaped()))}>"),
        new(method.Parameters.Select(parameter => new ParameterText(
            Prefix(parameter) + parameter.Type.Qualified(), parameter.Name.Escaped()))),
        DocumentationReader.Read(method, cancellation),
        method.ReturnType.IsUnknown() || method.Parameters.Any(parameter => parameter.Type.IsUnknown()) || LacksModifier(method, cancellation));

    /// <summary>True if a partial method has a result and no modifier such as <c>public</c>, which the compiler reports in each part.</summary>
    private static bool LacksModifier(IMethodSymbol method, CancellationToken cancellation) =>
        method is { IsPartialDefinition: true, ReturnsVoid: false, DeclaredAccessibility: Accessibility.Private } && !Modifiers(method, cancellation).Contains("private");

    private static string Prefix(IParameterSymbol parameter) => parameter switch
    {
        { IsParams: true } => "params ",
        { RefKind: RefKind.Ref } => "ref ",
        { RefKind: RefKind.Out } => "out ",
        { RefKind: RefKind.In } => "in ",
        { RefKind: RefKind.RefReadOnlyParameter } => "ref readonly ",
        _ => "",
    };

    /// <summary>The modifiers as written: those of both parts must agree.</summary>
    private static string Modifiers(ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MemberDeclarationSyntax member
            ? string.Join(" ", member.Modifiers.Where(modifier => modifier.Text.Length > 0).Select(modifier => modifier.Text))
            : "partial";
}
