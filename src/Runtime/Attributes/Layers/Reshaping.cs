using System.ComponentModel;

namespace ModelDsl;

/// <summary>Joins all axes but the batch: <c>[a, b, c] → [a·b·c]</c>.</summary>
public sealed class FlattenAttribute : LayerAttribute
{
    /// <summary>Creates the layer.</summary>
    public FlattenAttribute() { }

    /// <summary>PyTorch's arguments. Others than its defaults are the error MDL0029.</summary>
    /// <param name="start">The first joined axis, counted with the batch: 1.</param>
    /// <param name="end">The last joined axis: −1.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public FlattenAttribute(int start, int end = -1) { }
}

/// <summary>Splits one axis of features: <c>[a·b·c] → [a, b, c]</c>.</summary>
/// <param name="axes">The new axes: integers, names of sizes or expressions. Their product is the number of features.</param>
public sealed class UnflattenAttribute(params object[] axes) : LayerAttribute
{
    /// <summary>The new axes.</summary>
    public IReadOnlyList<object> Axes { get; } = axes;
}

/// <summary>Changes the axes and keeps the order of the elements: <c>[a, b] → [c, d]</c> with a·b = c·d.</summary>
/// <param name="axes">The new axes: integers, names of sizes or expressions.</param>
public sealed class ReshapeAttribute(params object[] axes) : LayerAttribute
{
    /// <summary>The new axes.</summary>
    public IReadOnlyList<object> Axes { get; } = axes;
}

/// <summary>Changes the order of the axes: <c>Permute(1, 2, 0)</c> maps <c>[a, b, c]</c> to <c>[b, c, a]</c>.</summary>
/// <param name="axes">For each axis of the output, its number in the input: each number once, from 0 and without the batch.</param>
public sealed class PermuteAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>For each axis of the output, its number in the input.</summary>
    public IReadOnlyList<int> Axes { get; } = axes;
}

/// <summary>
/// Cuts out the center of a grid: <c>[channels, h, w] → [channels, h', w']</c>, from row ⌊(h − h') / 2⌋ and column ⌊(w − w') / 2⌋ on. A
/// grid may also have one axis or three.
/// </summary>
/// <param name="lengths">The output's size, one for all axes of the grid or one per axis: integers, names of sizes or expressions.</param>
public sealed class CenterCropAttribute(params object[] lengths) : LayerAttribute
{
    /// <summary>The output's size, one for all axes of the grid or one per axis.</summary>
    public IReadOnlyList<object> Lengths { get; } = lengths;
}
