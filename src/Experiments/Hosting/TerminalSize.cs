namespace ModelDsl.Experiments.Hosting;

/// <summary>The size of the terminal that shows the build.</summary>
/// <param name="Columns">The number of characters in a line.</param>
/// <param name="Rows">The number of lines of the screen; null for a log, which has no screen.</param>
internal readonly record struct TerminalSize(int Columns, int? Rows)
{
    private const int LeastColumns = 72, MostColumns = 160;

    /// <summary>A log, in lines of 80 columns.</summary>
    public static TerminalSize Log { get; } = new(80, null);

    /// <summary>The size of the process's terminal.</summary>
    public static TerminalSize OfProcess()
    {
        try
        {
            // Also valid if the output is redirected, as that of the runner: the console's size is that of the controlling terminal.
            return new(Math.Clamp(Console.WindowWidth, LeastColumns, MostColumns), Console.WindowHeight);
        }
        catch (Exception error) when (error is IOException or PlatformNotSupportedException)
        {
            return Log;
        }
    }
}
