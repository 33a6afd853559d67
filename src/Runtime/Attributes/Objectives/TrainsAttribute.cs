namespace ModelDsl;

/// <summary>
/// On the class of an objective's attribute, the models that it trains. With several attributes, a model implements an
/// interface of each.
/// </summary>
/// <param name="families">Interfaces, one of which the model implements.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class TrainsAttribute(params Type[] families) : Attribute
{
    /// <summary>Interfaces, one of which the model implements.</summary>
    public IReadOnlyList<Type> Families { get; } = families;
}
