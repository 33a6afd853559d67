using System.ComponentModel;

namespace ModelDsl;

/// <summary>
/// In a family's interface: the space to which a stage's parameter or result belongs, such as images or codes. All that
/// belong to one space have one shape in a model.
/// </summary>
/// <param name="name">The space's name.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class SpaceAttribute(string name) : Attribute
{
    /// <summary>The space's name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// On an objective's attribute class: what kind of model it trains. Several attributes ask for several interfaces.
/// </summary>
/// <param name="families">Interfaces, one of which the model implements.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TrainsAttribute(params Type[] families) : Attribute
{
    /// <summary>Interfaces, one of which the model implements.</summary>
    public IReadOnlyList<Type> Families { get; } = families;
}

/// <summary>
/// On a likelihood: the layer that turns its natural parameters to pixels. The likelihood applies it, so that
/// <c>Decode</c> does not end in it.
/// </summary>
/// <param name="layer">The layer's name.</param>
[AttributeUsage(AttributeTargets.Field)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkAttribute(string layer) : Attribute
{
    /// <summary>The layer's name.</summary>
    public string Layer { get; } = layer;
}
