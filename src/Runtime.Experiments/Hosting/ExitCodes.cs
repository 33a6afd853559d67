namespace ModelDsl.Experiments.Hosting;

/// <summary>How the program ends; <c>docs/running.md</c> lists them.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Succeeded = 0;

    /// <summary>An error was printed.</summary>
    public const int Failed = 1;

    /// <summary>It was asked to stop; as a shell says of a program that Ctrl-C ended.</summary>
    public const int Cancelled = 130;
}
