using ModelDsl.Training;

namespace ModelDsl;

/// <summary>Names the objective that a model is trained for. User-defined objectives derive from it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class ObjectiveAttribute : Attribute
{
    /// <summary>Creates the objective; null if models with this attribute can be checked but not trained.</summary>
    public virtual IObjective? Create() => null;
}
