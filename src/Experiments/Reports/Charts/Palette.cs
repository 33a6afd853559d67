namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>The colors of lines and classes, which the style sheet defines for light and dark pages.</summary>
internal static class Palette
{
    private const int Count = 10;

    /// <summary>The style class of a color; colors repeat after ten.</summary>
    public static string Class(int number) => $"c{number % Count}";
}
