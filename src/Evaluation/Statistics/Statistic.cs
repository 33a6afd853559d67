using System.Globalization;

namespace ModelDsl.Evaluation;

/// <summary>The mean and standard deviation of values, such as a metric over several seeds.</summary>
/// <param name="Values">At least one value.</param>
internal sealed record Statistic(IReadOnlyList<double> Values)
{
    public double Mean => Values.Average();

    /// <summary>The standard deviation, with n − 1 in the denominator; null for a single value.</summary>
    public double? Deviation
    {
        get
        {
            var mean = Mean;
            return Values.Count < 2 ? null : Math.Sqrt(Values.Sum(value => (value - mean) * (value - mean)) / (Values.Count - 1));
        }
    }

    /// <summary>The mean, followed by the standard deviation if there is one: <c>0.0103 ± 0.0001</c>.</summary>
    /// <param name="digits">The digits after the decimal point.</param>
    public string ToText(int digits)
    {
        var format = $"F{digits}";
        var mean = Mean.ToString(format, CultureInfo.InvariantCulture);
        return Deviation is { } deviation ? $"{mean} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}" : mean;
    }
}
