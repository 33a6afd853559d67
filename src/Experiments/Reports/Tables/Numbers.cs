using System.Globalization;
using ModelDsl.Evaluation;

namespace ModelDsl.Experiments.Reports.Tables;

/// <summary>Formats numbers for tables and sentences.</summary>
internal static class Numbers
{
    /// <summary>A value with a metric's digits.</summary>
    public static string Text(double value, Metric metric) => value.ToString($"F{metric.Digits}", CultureInfo.InvariantCulture);

    /// <summary>A difference with its sign: <c>+0.0012</c>, <c>−0.0012</c>.</summary>
    public static string Signed(double value, Metric metric)
    {
        var text = Text(Math.Abs(value), metric);
        return $"{(text.All(digit => digit is '0' or '.') ? "±" : value < 0 ? "−" : "+")}{text}";
    }

    /// <summary>The signed difference from a published value, with the digits of the less precise one.</summary>
    public static string Difference(double ours, double published, Metric metric) =>
        Signed(ours - published, metric with { Digits = Math.Min(metric.Digits, Exact(published).Split('.') is [_, var digits] ? digits.Length : 0) });

    /// <summary>Replaces the hyphen of a negative number with a minus sign.</summary>
    public static string WithMinus(string number) => number.Replace('-', '−');

    /// <summary>A count in groups of three digits: <c>6,000</c>.</summary>
    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A value with the shortest digits that represent it exactly.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
