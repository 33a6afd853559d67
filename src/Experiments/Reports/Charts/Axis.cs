using System.Globalization;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>A range of values with ticks at round numbers.</summary>
/// <param name="Min">The first value.</param>
/// <param name="Max">The last value.</param>
/// <param name="Step">The distance of ticks: 1, 2 or 5 times a power of ten.</param>
internal sealed record Axis(double Min, double Max, double Step)
{
    /// <summary>An axis that contains all values and begins and ends at ticks.</summary>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="intervals">The approximate number of intervals.</param>
    public static Axis Of(double min, double max, int intervals = 4)
    {
        if (max - min <= Math.Max(Math.Abs(min), Math.Abs(max)) * 1e-9)
            (min, max) = Around(min);
        var step = RoundStep((max - min) / intervals);
        return new Axis(Math.Floor(min / step + 1e-9) * step, Math.Ceiling(max / step - 1e-9) * step, step);
    }

    // The range for a single value: ±10 %. A value that may be a ratio keeps the range in [0, 1].
    private static (double Min, double Max) Around(double value) => value switch
    {
        0 => (0, 1),
        > 0 and <= 1 => (value * 0.9, Math.Min(1, value * 1.1)),
        _ => (value - Math.Abs(value) / 10, value + Math.Abs(value) / 10),
    };

    /// <summary>An axis with exact limits, and ticks between them.</summary>
    public static Axis Exactly(double min, double max, int intervals = 5) => new(min, max, RoundStep((max - min) / intervals));

    /// <summary>An axis of integers, such as epochs. A single value is in the middle.</summary>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="room">The space before the smallest and after the largest value.</param>
    /// <param name="intervals">The approximate number of intervals.</param>
    public static Axis OfIntegers(int min, int max, double room = 0, int intervals = 6) =>
        min == max ? new Axis(min - 0.5, max + 0.5, 1) : new Axis(min - room, max + room, Math.Max(1, RoundStep((max - min) / (double)intervals)));

    /// <summary>The values of ticks, if they are not the multiples of the step.</summary>
    public IReadOnlyList<double>? Marks { get; init; }

    /// <summary>The axis with ticks at the given values. Ticks whose labels would overlap are omitted, except the first and the last.</summary>
    /// <param name="values">The values, in ascending order.</param>
    /// <param name="share">The smallest distance of ticks, as a share of the axis.</param>
    public Axis WithTicksAt(IReadOnlyList<double> values, double share)
    {
        var (marks, distance) = (new List<double>(), share * (Max - Min));
        foreach (var value in values)
        {
            if (marks.Count == 0 || value - marks[^1] >= distance && (value.Equals(values[^1]) || values[^1] - value >= distance))
                marks.Add(value);
        }

        return this with { Marks = marks };
    }

    /// <summary>The values of ticks: multiples of the step, unless <see cref="Marks"/> are set.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            if (Marks is not null)
            {
                foreach (var mark in Marks)
                    yield return mark;
                yield break;
            }

            // Adding 0 converts -0 to 0.
            for (var index = Math.Ceiling(Min / Step - 1e-9); index * Step <= Max + Step * 1e-9; index++)
                yield return index * Step + 0.0;
        }
    }

    /// <summary>The position of a value between the positions of the limits.</summary>
    public double Place(double value, double from, double to) => from + (value - Min) / (Max - Min) * (to - from);

    /// <summary>A tick's label, with the digits of the step.</summary>
    public string Label(double value)
    {
        var text = Math.Max(Math.Abs(Min), Math.Abs(Max)) >= 1e6 || Step < 1e-5
            ? value.ToString("0.##e0", CultureInfo.InvariantCulture)
            : Math.Abs(value).ToString($"F{Math.Max(0, -(int)Math.Floor(Math.Log10(Step) + 1e-9))}", CultureInfo.InvariantCulture) is var plain && value < 0 ? $"-{plain}" : plain;
        return Numbers.WithMinus(text);
    }

    private static double RoundStep(double wanted)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        return power * (wanted / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 };
    }
}
