namespace ModelDsl.Generator.Shapes;

/// <summary>A model that another model holds in a property, for <c>[Use]</c>.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Type">The model as written.</param>
/// <param name="QualifiedType">The model with <c>global::</c>.</param>
/// <param name="Architecture">The submodel; null if it holds this model, directly or through others.</param>
/// <param name="IsProper">True if the property has only a getter and the generated constructor can create its model.</param>
/// <param name="IsAbstract">True if its model is abstract.</param>
/// <param name="IsCompiled">True if the model is in a referenced assembly, where its mistakes are not reported.</param>
internal sealed record Submodel(
    string Property, string Type, string QualifiedType, Architecture? Architecture, bool IsProper, bool IsAbstract = false, bool IsCompiled = false);
