using System.Globalization;
using System.Runtime.CompilerServices;

namespace ModelDsl.Training;

/// <summary>Checks settings where they are set. Each method returns the value, or throws if it is outside of the domain or not a finite number.</summary>
internal static class Setting
{
    /// <summary>A number of at least <paramref name="least"/>.</summary>
    public static double AtLeast(double least, double value, [CallerMemberName] string name = "") =>
        value >= least && double.IsFinite(value) ? value : throw OutOfRange(name, value, $"a number of at least {Text(least)}");

    /// <summary>An integer of at least <paramref name="least"/>.</summary>
    public static int AtLeast(int least, int value, [CallerMemberName] string name = "") =>
        value >= least ? value : throw OutOfRange(name, value, $"at least {Text(least)}");

    /// <summary>A positive number.</summary>
    public static double Positive(double value, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw OutOfRange(name, value, "a positive number");

    /// <summary>A number from 0 to less than 1.</summary>
    public static double Fraction(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw OutOfRange(name, value, "a number from 0 to less than 1");

    /// <summary>A member of an enum.</summary>
    public static T Member<T>(T value, [CallerMemberName] string name = "")
        where T : struct, Enum => Enum.IsDefined(value) ? value : throw OutOfRange(name, value, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>The error of a value outside of the domain.</summary>
    public static ArgumentOutOfRangeException OutOfRange(string name, object value, string domain) =>
        new(name, value, $"{name} is {Convert.ToString(value, CultureInfo.InvariantCulture)}, but must be {domain}.");

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
