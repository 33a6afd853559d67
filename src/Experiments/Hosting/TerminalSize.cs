using System.Globalization;

namespace ModelDsl.Experiments.Hosting;

/// <summary>The size of the terminal that shows the build.</summary>
/// <param name="Columns">The number of characters in a line.</param>
/// <param name="Rows">The number of lines of the screen; null for a log, which has no screen.</param>
internal readonly record struct TerminalSize(int Columns, int? Rows)
{
    private const int LeastColumns = 72, MostColumns = 160;

    /// <summary>A log, in lines of 80 columns.</summary>
    public static TerminalSize Log { get; } = new(80, null);

    /// <summary>The size in the environment variables <c>COLUMNS</c> and <c>LINES</c>, or else that of the process's terminal.</summary>
    public static TerminalSize OfProcess()
    {
        // A worker process of MSBuild may have been started in another terminal, or in none.
        if (Variable("COLUMNS") is { } columns && Variable("LINES") is { } lines)
            return Of(columns, lines);
        try
        {
            // Also valid if the output is redirected, as that of the runner.
            return Of(Console.WindowWidth, Console.WindowHeight);
        }
        catch (Exception error) when (error is IOException or PlatformNotSupportedException)
        {
            return Log;
        }
    }

    private static TerminalSize Of(int columns, int lines) => new(Math.Clamp(columns, LeastColumns, MostColumns), lines);

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}
