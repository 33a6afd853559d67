using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelDsl.Evaluation;

/// <summary>Selects a few smallest values of many, with about one comparison per vector.</summary>
internal static class NearestFirst
{
    /// <summary>Finds the smallest values in ascending order. Equal values are in the order of their indices. NaN counts as infinity.</summary>
    /// <param name="values">The values, at least as many as are selected.</param>
    /// <param name="smallest">Receives the selected values.</param>
    /// <param name="indices">Receives their indices; as long as <paramref name="smallest"/>.</param>
    public static void Select(ReadOnlySpan<float> values, Span<float> smallest, Span<long> indices)
    {
        var found = 0;
        for (; found < smallest.Length; found++)
            Insert(values[found], found, found, smallest, indices);

        // Few values are smaller than the largest selected one, so most vectors need only one comparison.
        var start = found;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values[start..]);
        for (var index = 0; index < vectors.Length; index++)
        {
            if (Vector.LessThanAny(vectors[index], new Vector<float>(smallest[^1])))
                InsertAll(values, start + index * Vector<float>.Count, Vector<float>.Count, smallest, indices);
        }

        start += vectors.Length * Vector<float>.Count;
        InsertAll(values, start, values.Length - start, smallest, indices);
    }

    private static void InsertAll(ReadOnlySpan<float> values, int start, int count, Span<float> smallest, Span<long> indices)
    {
        for (var index = start; index < start + count; index++)
        {
            if (values[index] < smallest[^1])
                Insert(values[index], index, smallest.Length - 1, smallest, indices);
        }
    }

    /// <summary>Inserts a value before the larger ones among the first <paramref name="count"/>, which move by one place.</summary>
    private static void Insert(float value, int index, int count, Span<float> smallest, Span<long> indices)
    {
        value = float.IsNaN(value) ? float.PositiveInfinity : value;
        var place = count;
        for (; place > 0 && smallest[place - 1] > value; place--)
            (smallest[place], indices[place]) = (smallest[place - 1], indices[place - 1]);
        (smallest[place], indices[place]) = (value, index);
    }
}
