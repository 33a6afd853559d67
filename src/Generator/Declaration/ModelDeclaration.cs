using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>All that the generated code of a model depends on, as values: no symbols, syntax or locations.</summary>
/// <param name="Hierarchy">The class in its namespace and its containing types.</param>
/// <param name="Architecture">The part that the shape rules check.</param>
/// <param name="Sizes">Its sizes.</param>
/// <param name="Stages">Its stages.</param>
/// <param name="Submodels">The models that it holds.</param>
/// <param name="Objective">The objective as a C# expression; null if the class has none.</param>
/// <param name="FieldNames">Names with a leading underscore that the user's part declares.</param>
/// <param name="OwnModules">Fields and properties of the user's part that hold modules or parameters, to be registered.</param>
/// <param name="HandWrittenMembers">The members of the model's interfaces that hand-written stages implement.</param>
/// <param name="IsListed">True if the catalogue can create it: not abstract, and visible in its assembly.</param>
/// <param name="HasUnknownName">True if the compiler reports an attribute of the class or of a size, or an interface.</param>
/// <param name="CanBeCompleted">True if the generator can add a part to the class.</param>
internal sealed record ModelDeclaration(
    Hierarchy Hierarchy,
    Architecture Architecture,
    EquatableArray<DeclaredSize> Sizes,
    EquatableArray<DeclaredStage> Stages,
    EquatableArray<DeclaredSubmodel> Submodels,
    string? Objective,
    EquatableArray<string> FieldNames,
    EquatableArray<OwnModule> OwnModules,
    EquatableArray<InterfaceMember> HandWrittenMembers,
    bool IsListed,
    bool HasUnknownName = false,
    bool CanBeCompleted = true);

/// <summary>A size with its property.</summary>
internal sealed record DeclaredSize(Size Size, PropertyText Property);

/// <summary>A stage with its method.</summary>
internal sealed record DeclaredStage(Stage Stage, MethodText Method);

/// <summary>A submodel with its property.</summary>
internal sealed record DeclaredSubmodel(Submodel Submodel, PropertyText Property);

/// <summary>A field or property of the user's part of a model that holds modules or a parameter.</summary>
internal sealed record OwnModule(string Name, OwnModuleKind Kind);

/// <summary>The form in which a field holds modules or parameters.</summary>
internal enum OwnModuleKind
{
    /// <summary>It holds none.</summary>
    None,

    /// <summary>It is a module.</summary>
    Module,

    /// <summary>It is a parameter.</summary>
    Parameter,

    /// <summary>It is an array or a list of modules.</summary>
    List,

    /// <summary>It is a dictionary of modules with strings as keys.</summary>
    Dictionary,

    /// <summary>It holds modules or parameters in another form, in which they cannot be registered.</summary>
    Unsupported,
}

/// <summary>A stage as the implementation of an interface's member of the same name.</summary>
/// <param name="Stage">The stage's index.</param>
/// <param name="Interface">The interface's name with <c>global::</c>.</param>
internal sealed record InterfaceMember(int Stage, string Interface);

/// <summary>A property as its implementing part must repeat it.</summary>
internal sealed record PropertyText(
    string Modifiers, string Type, string Identifier, bool HasGetter, string? Setter, bool IsPartial, string Documentation);

/// <summary>A method as its implementing part must repeat it; it is not repeated if it has unknown types.</summary>
internal sealed record MethodText(
    string Modifiers, string ReturnType, string Identifier, EquatableArray<ParameterText> Parameters, string Documentation, bool HasUnknownTypes = false);

/// <summary>A parameter: the text before its name, and the escaped name.</summary>
internal sealed record ParameterText(string Type, string Identifier);
