using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ModelDsl.Build;

/// <summary>Unix signals, which .NET can receive but not send.</summary>
internal static partial class Signal
{
    // Not SIGINT: what a shell starts in the background ignores that, and so do its children.
    private const int Terminate = 15;

    /// <summary>Asks a process to stop. False where there is no such signal.</summary>
    public static bool TryTerminate(Process process) => !OperatingSystem.IsWindows() && Kill(process.Id, Terminate) == 0;

    /// <summary>What an exit code says about the process's end: a shell's 128 + n stands for signal n.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        134 => "was aborted (exit code 134, SIGABRT)",
        137 => "was killed (exit code 137, SIGKILL; often for want of memory)",
        139 => "crashed in native code (exit code 139, SIGSEGV)",
        143 => "was terminated (exit code 143, SIGTERM)",
        > 128 and <= 128 + 64 => $"was ended by signal {exitCode - 128} (exit code {exitCode})",
        _ => $"ended with exit code {exitCode}",
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
