using ModelDsl.Training;

namespace ModelDsl;

/// <summary>Names the objective that a model is trained for. User-defined objectives derive from it.</summary>
/// <remarks>
/// The analyzer checks arguments whose property or constructor parameter has <see cref="System.ComponentModel.DataAnnotations.RangeAttribute"/> or
/// <see cref="System.ComponentModel.DataAnnotations.DeniedValuesAttribute"/>, and that the value of an enum is one of its members.
/// <see cref="TrainsAttribute"/> states the models that it trains, <see cref="OutputRangeAttribute"/> the values that their stages must return.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute
{
    /// <summary>Creates the objective; null if models with this attribute can be checked but not trained.</summary>
    public virtual IObjective? Create() => null;
}
