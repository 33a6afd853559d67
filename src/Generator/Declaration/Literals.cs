using System.Globalization;

namespace ModelDsl.Generator.Declaration;

/// <summary>Numbers as C# literals, the same in every culture.</summary>
internal static class Literals
{
    public static string Of(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ when value.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(character => char.IsDigit(character) || character == '-') => text + ".0",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);
}
