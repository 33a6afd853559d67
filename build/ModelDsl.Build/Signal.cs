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
        // Windows gives what a process died of as a negative number.
        unchecked((int)0xC0000005) => "crashed in native code (exit code 0xC0000005, access violation)",
        unchecked((int)0xC0000409) => "was aborted (exit code 0xC0000409)",
        < 0 => $"ended with exit code 0x{exitCode:X8}",
        _ => $"ended with exit code {exitCode}",
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
