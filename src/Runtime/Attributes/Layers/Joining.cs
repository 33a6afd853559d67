namespace ModelDsl;

/// <summary>Gives what flows here a name, for a later <c>[Add]</c> or <c>[Concat]</c>. It is no layer: it has no number.</summary>
/// <param name="name">The name, known in this stage or in this use of a block.</param>
public sealed class MarkAttribute(string name) : LayerAttribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Joins along the first axis, features or channels: what flows here and what is at a point. Without a name, as the first
/// layer, it joins all parameters of the stage.
/// </summary>
/// <param name="from">The name of a <c>[Mark]</c> or of a parameter.</param>
public sealed class ConcatAttribute(string from = "") : LayerAttribute
{
    /// <summary>The name of a mark or of a parameter; empty for all parameters.</summary>
    public string From { get; } = from;
}

/// <summary>
/// Adds what is at a point to what flows here. Without a name, as the first layer, it adds the two parameters of the stage.
/// </summary>
/// <param name="from">The name of a <c>[Mark]</c> or of a parameter.</param>
public sealed class AddAttribute(string from = "") : LayerAttribute
{
    /// <summary>The name of a mark or of a parameter; empty for both parameters.</summary>
    public string From { get; } = from;
}
