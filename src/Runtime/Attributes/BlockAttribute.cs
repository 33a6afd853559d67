namespace ModelDsl;

/// <summary>
/// A reusable list of layers: the layer attributes on a class that derives from this one are expanded where it is used.
/// </summary>
/// <remarks>
/// <code>
/// [Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
/// public sealed class ConvBlockAttribute(object channels) : BlockAttribute;
/// </code>
/// Names in a block mean the parameters of its constructor and nothing else. Each use has weights of its own, numbered
/// as if its layers stood in the stage.
/// </remarks>
public abstract class BlockAttribute : LayerAttribute
{
    /// <summary>How often the layers are applied, each time with other weights. Default: 1.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether the block's input is added to its output, at each repetition. The addition has a number of its own. Default: false.</summary>
    public bool Residual { get; set; }
}
