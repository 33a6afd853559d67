using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>The values that a setting may have: finite numbers of an interval.</summary>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="ExcludesLeast">True if the values are more than <paramref name="Least"/>.</param>
/// <param name="ExcludesMost">True if the values are less than <paramref name="Most"/>.</param>
/// <param name="Denied">Values in the interval that are not allowed.</param>
internal sealed record ValueDomain(
    double Least = double.NegativeInfinity, double Most = double.PositiveInfinity, bool ExcludesLeast = false, bool ExcludesMost = false, EquatableArray<double> Denied = default)
{
    // The limits of the type are none that a message should name.
    private bool HasLeast => Least > int.MinValue;

    private bool HasMost => Most < int.MaxValue;

    public bool Contains(double value) =>
        value >= Least && value <= Most
        && !double.IsInfinity(value)
        && !(ExcludesLeast && value <= Least) && !(ExcludesMost && value >= Most)
        && !Denied.Any(value.Equals);

    /// <summary>The allowed value that is nearest to one outside of the domain; null if there is none, as for NaN.</summary>
    public double? Nearest(double value)
    {
        double? nearest = value < Least && HasLeast ? Least : value > Most && HasMost ? Most : Denied.Any(value.Equals) ? value + 1 : null;
        return nearest is { } number && Contains(number) ? number : null;
    }

    /// <summary>The values, as the end of a sentence: <c>at least 0</c>.</summary>
    public override string ToString()
    {
        var bounds = new List<string>();
        if (HasLeast)
            bounds.Add(ExcludesLeast ? $"more than {Text(Least)}" : $"at least {Text(Least)}");
        if (HasMost)
            bounds.Add(ExcludesMost ? $"less than {Text(Most)}" : $"at most {Text(Most)}");
        bounds.AddRange(Denied.Select(value => $"not {Text(value)}"));
        return bounds.Count == 0 ? "a finite number" : string.Join(" and ", bounds);
    }

    /// <summary>A number as it is written in C#.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
