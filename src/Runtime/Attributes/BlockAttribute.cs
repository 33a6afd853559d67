namespace ModelDsl;

/// <summary>
/// A reusable list of layers: the layer attributes on a class that derives from this one are expanded at each use.
/// </summary>
/// <remarks>
/// <code>
/// [Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
/// public sealed class ConvBlockAttribute(object channels) : BlockAttribute;
/// </code>
/// Names in a block refer only to the parameters of its constructor. Each use has separate weights, numbered as if the
/// block's layers were written in the stage.
/// </remarks>
public abstract class BlockAttribute : LayerAttribute
{
    /// <summary>
    /// The number of times that the layers are applied, each time with separate weights: an integer; in a block, also a parameter's name or an
    /// expression. Default: 1.
    /// </summary>
    public object Repeat { get; set; } = 1;

    /// <summary>True to add the block's input to its output at each repetition. The addition is numbered as a layer. Default: false.</summary>
    public bool Residual { get; set; }
}
