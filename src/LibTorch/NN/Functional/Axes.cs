namespace TorchSharp;

/// <summary>Lengths along the axes of lines, images and volumes, as operators take them.</summary>
internal static class Axes
{
    public static long[] Of((long, long) pair) => [pair.Item1, pair.Item2];

    public static long[] Of((long, long, long) triple) => [triple.Item1, triple.Item2, triple.Item3];

    public static long[] Of((long, long, long, long) four) => [four.Item1, four.Item2, four.Item3, four.Item4];

    public static long[]? Of((long, long)? pair) => pair is { } some ? Of(some) : null;

    public static long[]? Of((long, long, long)? triple) => triple is { } some ? Of(some) : null;

    /// <summary>One length for all axes.</summary>
    public static long[] Repeat(long value, int axes)
    {
        var all = new long[axes];
        Array.Fill(all, value);
        return all;
    }

    /// <inheritdoc cref="Repeat(long, int)"/>
    public static long[]? Repeat(long? value, int axes) => value is { } some ? Repeat(some, axes) : null;
}
