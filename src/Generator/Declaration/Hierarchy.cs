using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Declaration;

/// <summary>A class in its namespace and its containing types.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Containers">Headers of the containing types, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Header">The class's own header.</param>
/// <param name="Identifier">The class's name, escaped.</param>
/// <param name="QualifiedName">Its name with <c>global::</c>.</param>
/// <param name="MetadataName">Its name for files: <c>Models.Outer+Inner</c>.</param>
/// <param name="CanAliasTorch">True if <c>torch</c> can be an alias in its namespace: no other symbol there has the name.</param>
internal sealed record Hierarchy(
    string Namespace,
    EquatableArray<string> Containers,
    string Header,
    string Identifier,
    string QualifiedName,
    string MetadataName,
    bool CanAliasTorch);
