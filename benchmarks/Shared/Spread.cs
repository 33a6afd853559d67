using System.Globalization;

namespace ModelDsl.Benchmarks;

/// <summary>The median of repeated measurements, with the lowest and the highest.</summary>
internal readonly record struct Spread(double Median, double Lowest, double Highest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return new Spread(sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The median with its range, such as <c>1.52 (1.40–1.61)</c>.</summary>
    public string Text(string format) => $"{Number(Median, format)} ({Number(Lowest, format)}–{Number(Highest, format)})";

    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
