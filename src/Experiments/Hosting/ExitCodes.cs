using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>How the program ends; <c>docs/running.md</c> lists them.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Succeeded = 0;

    /// <summary>An error was printed.</summary>
    public const int Failed = 1;

    /// <summary>It was asked to stop; as a shell says of a program that Ctrl-C ended.</summary>
    public const int Canceled = RunnerProtocol.Canceled;

    /// <summary>A process's exit code in words. 128 + n stands for signal n; Windows gives what a process died of as a negative number, known as a hexadecimal one.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        > 128 and <= 128 + 64 => $"exit code {exitCode}, signal {exitCode - 128}",
        < 0 => $"exit code 0x{exitCode:X8}",
        _ => $"exit code {exitCode}",
    };
}
