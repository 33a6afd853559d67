namespace ModelDsl.Experiments.Reports.Charts;

/// <summary>The colors of lines and classes. The style sheet has them, for light and for dark pages.</summary>
internal static class Palette
{
    private const int Count = 10;

    /// <summary>The style's name of a color; the eleventh is the first again.</summary>
    public static string Class(int number) => $"c{number % Count}";
}
