namespace ModelDsl;

/// <summary>
/// Names the current tensor for a later <c>[Add]</c>, <c>[Concat]</c>, <c>[Multiply]</c> or <c>[From]</c>, or as an output of the stage. It is
/// not counted as a layer.
/// </summary>
/// <param name="name">The name, visible in this stage or in this use of a block.</param>
public sealed class MarkAttribute(string name) : LayerAttribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Continues from a named tensor: it is the input of the next layer. It is not counted as a layer.</summary>
/// <param name="point">The name of a <c>[Mark]</c> or of a parameter.</param>
public sealed class FromAttribute(string point) : LayerAttribute
{
    /// <summary>The name of a mark or of a parameter.</summary>
    public string Point { get; } = point;
}

/// <summary>
/// Concatenates the current tensor and named ones along the first axis, features or channels. Without a name, as the first
/// layer, it concatenates all parameters of the stage.
/// </summary>
/// <param name="from">The names of marks or of parameters. Default: all parameters.</param>
public sealed class ConcatAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of marks or of parameters; empty for all parameters.</summary>
    public IReadOnlyList<string> From { get; } = from;
}

/// <summary>
/// Adds named tensors to the current one. Without a name, as the first layer, it adds all parameters of the stage.
/// </summary>
/// <param name="from">The names of marks or of parameters. Default: all parameters.</param>
public sealed class AddAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of marks or of parameters; empty for all parameters.</summary>
    public IReadOnlyList<string> From { get; } = from;
}

/// <summary>
/// Multiplies the current tensor by named ones, element by element. An axis of length 1 is broadcast: a gate of shape <c>[C, 1, 1]</c> scales
/// the channels of <c>[C, H, W]</c>. Without a name, as the first layer, it multiplies all parameters of the stage.
/// </summary>
/// <param name="from">The names of marks or of parameters. Default: all parameters.</param>
public sealed class MultiplyAttribute(params string[] from) : LayerAttribute
{
    /// <summary>The names of marks or of parameters; empty for all parameters.</summary>
    public IReadOnlyList<string> From { get; } = from;
}
