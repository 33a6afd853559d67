namespace ModelDsl;

/// <summary>
/// One layer of a stage or of a block. Layers apply in source order; the input size of each is inferred from the previous one.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute;
