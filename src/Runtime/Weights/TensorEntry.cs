namespace ModelDsl.Weights;

/// <summary>A tensor in a weights file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its axes.</param>
/// <param name="Begin">Its first byte, counted from where reading the header leaves the file.</param>
/// <param name="End">The byte after its last.</param>
internal sealed record TensorEntry(string Name, ElementType Type, long[] Shape, long Begin, long End)
{
    /// <summary>The bytes of a tensor; null if no tensor has this shape.</summary>
    public static long? SizeOf(ElementType type, long[] shape)
    {
        try
        {
            // libtorch multiplies the axes of an empty tensor too, and refuses an overflow.
            var size = shape.Aggregate((long)type.Size, (size, axis) => checked(size * Math.Max(axis, 1)));
            return shape.Any(axis => axis < 0) ? null : shape.Contains(0) ? 0 : size;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
