using System.ComponentModel;

namespace ModelDsl;

/// <summary>
/// On a likelihood, the layer that maps its natural parameters to pixels. The likelihood applies it: <c>Decode</c> does not end in it.
/// </summary>
/// <param name="layer">The layer's name.</param>
[AttributeUsage(AttributeTargets.Field)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkAttribute(string layer) : Attribute
{
    /// <summary>The layer's name.</summary>
    public string Layer { get; } = layer;
}
