namespace ModelDsl.Weights;

/// <summary>A tensor in a weights file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Begin">The first byte, counted from the position after the header.</param>
/// <param name="End">The byte after the last.</param>
internal sealed record TensorEntry(string Name, ElementType Type, long[] Shape, long Begin, long End)
{
    /// <summary>The number of bytes of a tensor; null if the shape is invalid.</summary>
    public static long? SizeOf(ElementType type, long[] shape)
    {
        try
        {
            // libtorch also multiplies the axes of an empty tensor, and refuses an overflow.
            var size = shape.Aggregate((long)type.Size, (size, axis) => checked(size * Math.Max(axis, 1)));
            return shape.Any(axis => axis < 0) ? null : shape.Contains(0) ? 0 : size;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
