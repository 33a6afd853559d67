namespace ModelDsl.Generator.Shapes;

/// <summary>Two shapes that should agree, as text. A rounded quotient is hard to read, so such shapes are shown for values of the sizes for which they differ.</summary>
/// <param name="Left">The first shape.</param>
/// <param name="Right">The second one.</param>
/// <param name="Values">The values, as <c> for Side = 27</c>; empty for the shapes in their sizes.</param>
internal sealed record ShapeDifference(string Left, string Right, string Values)
{
    /// <param name="left">The first shape.</param>
    /// <param name="right">The second one.</param>
    /// <param name="domain">The sizes.</param>
    /// <param name="first">The first axis that must agree.</param>
    public static ShapeDifference Of(Shape left, Shape right, SizeDomain domain, int first = 0)
    {
        try
        {
            return ForValues(left, right, domain, first) ?? new($"{left}", $"{right}", "");
        }
        catch (OverflowException)
        {
            // A length exceeds 64 bits for one of the values.
            return new($"{left}", $"{right}", "");
        }
    }

    private static ShapeDifference? ForValues(Shape left, Shape right, SizeDomain domain, int first)
    {
        var axes = left.Axes.Skip(first).Concat(right.Axes.Skip(first)).ToList();
        if (left.Rank != right.Rank || !axes.Exists(axis => $"{axis}".Contains("⌊")) || axes.SelectMany(axis => axis.Names).Any(name => domain.Find(name)?.Values is null))
            return null;
        var fault = new SymbolicFault(domain, axes, valueOf => left.Axes.Select(valueOf).Skip(first).SequenceEqual(right.Axes.Select(valueOf).Skip(first)));
        return fault.Values is { } values
            ? new($"{left.With(axis => axis.With(values))}", $"{right.With(axis => axis.With(values))}", $" for {fault.Text}")
            : null;
    }
}
