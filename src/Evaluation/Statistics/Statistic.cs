using System.Globalization;

namespace ModelDsl.Evaluation;

/// <summary>A metric over several seeds.</summary>
/// <param name="Values">The value of each, at least one.</param>
public sealed record Statistic(IReadOnlyList<double> Values)
{
    /// <summary>The mean.</summary>
    public double Mean => Values.Average();

    /// <summary>The standard deviation, with n − 1 in the denominator; null for a single value.</summary>
    public double? Deviation => Values.Count < 2 ? null : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>The mean, with the standard deviation where there is one: <c>0.0103 ± 0.0001</c>.</summary>
    /// <param name="digits">The digits after the point.</param>
    public string ToText(int digits)
    {
        var format = $"F{digits}";
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }
}
