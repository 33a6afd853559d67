namespace ModelDsl;

/// <summary>Names the current tensor for a later <c>[Add]</c> or <c>[Concat]</c>. It is not counted as a layer.</summary>
/// <param name="name">The name, visible in this stage or in this use of a block.</param>
public sealed class MarkAttribute(string name) : LayerAttribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// Concatenates the current tensor and a named one along the first axis, features or channels. Without a name, as the first
/// layer, it concatenates all parameters of the stage.
/// </summary>
/// <param name="from">The name of a <c>[Mark]</c> or of a parameter.</param>
public sealed class ConcatAttribute(string from = "") : LayerAttribute
{
    /// <summary>The name of a mark or of a parameter; empty for all parameters.</summary>
    public string From { get; } = from;
}

/// <summary>
/// Adds a named tensor to the current one. Without a name, as the first layer, it adds the two parameters of the stage.
/// </summary>
/// <param name="from">The name of a <c>[Mark]</c> or of a parameter.</param>
public sealed class AddAttribute(string from = "") : LayerAttribute
{
    /// <summary>The name of a mark or of a parameter; empty for both parameters.</summary>
    public string From { get; } = from;
}
