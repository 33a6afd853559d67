namespace ModelDsl.Generator.Shapes;

/// <summary>A model that another holds in a property, for <c>[Use]</c>.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Type">The model as it is written.</param>
/// <param name="QualifiedType">The model with <c>global::</c>.</param>
/// <param name="Architecture">The submodel; null where it holds this one, by itself or through others.</param>
/// <param name="IsProper">Whether the property has a getter alone and the generated constructor can make its model.</param>
/// <param name="IsAbstract">Whether no constructor can make its model.</param>
/// <param name="IsCompiled">Whether the model is in a referenced assembly, so that what is wrong with it is not reported there.</param>
internal sealed record Submodel(
    string Property, string Type, string QualifiedType, Architecture? Architecture, bool IsProper, bool IsAbstract = false, bool IsCompiled = false);
