using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>All that the generated code of a model depends on, as values: no symbols, syntax or locations.</summary>
/// <param name="Hierarchy">Where the class is.</param>
/// <param name="Architecture">What the shape rules see.</param>
/// <param name="Sizes">The properties of <see cref="Architecture.Sizes"/>, in the same order.</param>
/// <param name="Stages">The methods of <see cref="Architecture.Stages"/>, in the same order.</param>
/// <param name="Objective">The objective as a C# expression; null where the class has none.</param>
/// <param name="FieldNames">Names with a leading underscore that the user's part has taken.</param>
/// <param name="Held">The properties of <see cref="Architecture.Held"/>, in the same order.</param>
/// <param name="OwnModules">Fields and properties of the user's part that hold modules or parameters, to be registered.</param>
/// <param name="IsListed">Whether the catalogue can make it: not abstract, and visible in its assembly.</param>
internal sealed record ModelDeclaration(
    Hierarchy Hierarchy,
    Architecture Architecture,
    EquatableArray<SizeProperty> Sizes,
    EquatableArray<StageMethod> Stages,
    string? Objective,
    EquatableArray<string> FieldNames,
    EquatableArray<SizeProperty> Held,
    EquatableArray<OwnModule> OwnModules,
    bool IsListed);

/// <summary>A class in its namespace and its containing types.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">Headers of the containing types, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Header">The class's own header.</param>
/// <param name="Identifier">The class's name, escaped.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="MetadataName">Its name as files are called: <c>Models.Outer+Inner</c>.</param>
/// <param name="CanAliasTorch">Whether <c>torch</c> can be an alias in its namespace: the user means nothing else by it.</param>
internal sealed record Hierarchy(
    string Namespace,
    EquatableArray<string> Containers,
    string Header,
    string Identifier,
    string QualifiedName,
    string MetadataName,
    bool CanAliasTorch);

/// <summary>A module or a parameter that the user's part of a model holds.</summary>
internal sealed record OwnModule(string Name, bool IsParameter);

/// <summary>A property of a size or of a held model, as its implementing part must repeat it.</summary>
internal sealed record SizeProperty(
    string Modifiers, string Type, string Identifier, bool HasGetter, string? Setter, bool IsPartial, string Documentation);

/// <summary>A stage's method, as its implementing part must repeat it.</summary>
internal sealed record StageMethod(string Modifiers, string ReturnType, string Identifier, EquatableArray<ParameterText> Parameters, string Documentation);

/// <summary>A parameter: what stands before its name, and the name, escaped.</summary>
internal sealed record ParameterText(string Type, string Identifier);
