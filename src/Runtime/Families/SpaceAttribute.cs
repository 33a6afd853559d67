namespace ModelDsl;

/// <summary>
/// In a family's interface, the space of a stage's parameter or result, such as images or codes. All parameters and results
/// of one space have the same shape in a model.
/// </summary>
/// <param name="name">The space's name.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class SpaceAttribute(string name) : Attribute
{
    /// <summary>The space's name.</summary>
    public string Name { get; } = name;
}
