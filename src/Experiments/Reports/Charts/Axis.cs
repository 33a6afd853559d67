using System.Globalization;
using ModelDsl.Experiments.Reports.Tables;

namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>A range of values with ticks at round numbers.</summary>
/// <param name="Min">The value at the axis' beginning.</param>
/// <param name="Max">The value at its end.</param>
/// <param name="Step">From one tick to the next: 1, 2 or 5 times a power of ten.</param>
internal sealed record Axis(double Min, double Max, double Step)
{
    /// <summary>An axis that begins and ends at ticks and holds all values.</summary>
    /// <param name="min">The least value.</param>
    /// <param name="max">The largest value.</param>
    /// <param name="intervals">About how many intervals.</param>
    public static Axis Of(double min, double max, int intervals = 4)
    {
        if (max - min <= Math.Max(Math.Abs(min), Math.Abs(max)) * 1e-9)
            (min, max) = Around(min);
        var step = RoundStep((max - min) / intervals);
        return new Axis(Math.Floor(min / step + 1e-9) * step, Math.Ceiling(max / step - 1e-9) * step, step);
    }

    // All values are one: a tenth to both sides. One that may be a share stays among shares.
    private static (double Min, double Max) Around(double value) => value switch
    {
        0 => (0, 1),
        > 0 and <= 1 => (value * 0.9, Math.Min(1, value * 1.1)),
        _ => (value - Math.Abs(value) / 10, value + Math.Abs(value) / 10),
    };

    /// <summary>An axis that begins and ends where it is said, with ticks between.</summary>
    public static Axis Exactly(double min, double max, int intervals = 5) => new(min, max, RoundStep((max - min) / intervals));

    /// <summary>An axis of whole numbers, such as epochs, with ticks at some of them. A single one is in the middle.</summary>
    /// <param name="min">The least.</param>
    /// <param name="max">The largest.</param>
    /// <param name="room">What lies before the least and after the largest.</param>
    /// <param name="intervals">About how many intervals.</param>
    public static Axis OfIntegers(int min, int max, double room = 0, int intervals = 6) =>
        min == max ? new Axis(min - 0.5, max + 0.5, 1) : new Axis(min - room, max + room, Math.Max(1, RoundStep((max - min) / (double)intervals)));

    /// <summary>The values at ticks, which are multiples of the step.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            // Adding 0 makes a positive zero of a negative one.
            for (var index = Math.Ceiling(Min / Step - 1e-9); index * Step <= Max + Step * 1e-9; index++)
                yield return index * Step + 0.0;
        }
    }

    /// <summary>Where a value lies between two places.</summary>
    public double Place(double value, double from, double to) => from + (value - Min) / (Max - Min) * (to - from);

    /// <summary>A tick's label, with as many digits as the step needs.</summary>
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
