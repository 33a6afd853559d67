using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>The exit codes of the runner; see <c>docs/running.md</c>.</summary>
internal static class ExitCodes
{
    /// <summary>Success.</summary>
    public const int Succeeded = 0;

    /// <summary>An error was printed.</summary>
    public const int Failed = 1;

    /// <summary>The run was canceled.</summary>
    public const int Canceled = RunnerProtocol.Canceled;

    /// <summary>Formats an exit code: 128 + n means signal n, and Windows reports crashes as negative numbers, usually written in hexadecimal.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        > 128 and <= 128 + 64 => $"exit code {exitCode}, signal {exitCode - 128}",
        < 0 => $"exit code 0x{exitCode:X8}",
        _ => $"exit code {exitCode}",
    };
}
