using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>The values that a tensor's elements can have.</summary>
/// <param name="Least">The smallest value, or the limit that it approaches.</param>
/// <param name="Most">The largest value, or the limit that it approaches.</param>
/// <param name="IsExact">True if the weights determine which of the values occur; false if some of them may be impossible.</param>
/// <param name="IsCoupled">True if the elements sum to 1 along an axis, so that they are not free.</param>
internal readonly record struct ValueRange(double Least, double Most, bool IsExact = true, bool IsCoupled = false)
{
    /// <summary>
    /// The log-odds that count as unbounded. A model may limit them far from 0, as with Hardtanh(Min = -10, Max = 10): probabilities from 0.7 % to
    /// 99.3 % are then possible.
    /// </summary>
    private const double Far = 5;

    /// <summary>The part of a required range that may be missing at each end. A model may keep probabilities from 0, as with Hardtanh(Min = 0.001, Max = 0.999).</summary>
    private const double Margin = 0.02;

    /// <summary>Any real number, as linear layers return.</summary>
    public static ValueRange Any { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Unknown values.</summary>
    public static ValueRange Unknown { get; } = Any with { IsExact = false };

    /// <summary>True if no number is outside.</summary>
    public bool IsUnbounded => double.IsNegativeInfinity(Least) && double.IsPositiveInfinity(Most);

    /// <summary>True if it has both ends.</summary>
    public bool IsBounded => !double.IsInfinity(Least) && !double.IsInfinity(Most);

    /// <summary>True if it contains all of another range.</summary>
    public bool Contains(ValueRange other) => Least <= other.Least && Most >= other.Most;

    /// <summary>True if it contains a required range, up to a small part of it; an infinite end is far from 0.</summary>
    public bool Covers(ValueRange required)
    {
        var margin = required.IsBounded ? Margin * (required.Most - required.Least) : 0;
        return !IsCoupled
            && Least <= (double.IsNegativeInfinity(required.Least) ? -Far : required.Least + margin)
            && Most >= (double.IsPositiveInfinity(required.Most) ? Far : required.Most - margin);
    }

    /// <summary>The values of both.</summary>
    public ValueRange Or(ValueRange other) =>
        new(Math.Min(Least, other.Least), Math.Max(Most, other.Most), IsExact && other.IsExact, IsCoupled || other.IsCoupled);

    /// <summary>The sums of a value of each.</summary>
    public ValueRange Plus(ValueRange other) =>
        new(Least + other.Least, Most + other.Most, IsExact && other.IsExact, IsCoupled && other.IsCoupled);

    /// <summary>The products of a value of each.</summary>
    public ValueRange Times(ValueRange other)
    {
        double[] products = [Product(Least, other.Least), Product(Least, other.Most), Product(Most, other.Least), Product(Most, other.Most)];
        return new(products.Min(), products.Max(), IsExact && other.IsExact, IsCoupled && other.IsCoupled);
    }

    /// <summary>A product of ends: 0 times an infinite end is 0, because values are finite.</summary>
    private static double Product(double left, double right) => left == 0 || right == 0 ? 0 : left * right;

    /// <summary>The values and a number.</summary>
    public ValueRange With(double value) => this with { Least = Math.Min(Least, value), Most = Math.Max(Most, value) };

    /// <summary>The values of a continuous function that is monotone on both sides of one point.</summary>
    public ValueRange Map(Func<double, double> function, double turningPoint = 0)
    {
        var (first, last) = (function(Least), function(Most));
        var range = this with { Least = Math.Min(first, last), Most = Math.Max(first, last) };
        return turningPoint > Least && turningPoint < Most ? range.With(function(turningPoint)) : range;
    }

    /// <summary>The range as a part of a sentence: <c>from 0 to 1</c>.</summary>
    public override string ToString() => (double.IsNegativeInfinity(Least), double.IsPositiveInfinity(Most)) switch
    {
        (true, true) => "any real number",
        (true, false) => $"{Text(Most)} or less",
        (false, true) => $"{Text(Least)} or more",
        _ => $"from {Text(Least)} to {Text(Most)}",
    };

    // A sum with 0 is never −0, which would be written as such.
    private static string Text(double value) => (Math.Round(value, 3) + 0).ToString("0.###", CultureInfo.InvariantCulture);
}
