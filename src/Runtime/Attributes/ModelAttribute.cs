namespace ModelDsl;

/// <summary>
/// Declares a neural network architecture: the generator turns this partial class into a TorchSharp module.
/// Its partial methods are the stages; their attributes are the layers, in source order.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelAttribute : Attribute;
