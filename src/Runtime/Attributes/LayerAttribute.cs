namespace ModelDsl;

/// <summary>One layer of a stage. Layers apply in source order; the input size of each is inferred from the one before.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute;
