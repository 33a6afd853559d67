using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ModelDsl.Build;

/// <summary>Unix signals, which .NET cannot send.</summary>
internal static partial class Signal
{
    // Not SIGINT, which background processes of a shell and their children ignore.
    private const int Terminate = 15;

    /// <summary>Asks a process to stop. Returns false on Windows.</summary>
    public static bool TryTerminate(Process process) => !OperatingSystem.IsWindows() && Kill(process.Id, Terminate) == 0;

    /// <summary>The meaning of an exit code; 128 + n is signal n.</summary>
    public static string Describe(int exitCode) => exitCode switch
    {
        134 => "was aborted (exit code 134, SIGABRT)",
        137 => "was killed (exit code 137, SIGKILL; often out of memory)",
        139 => "crashed in native code (exit code 139, SIGSEGV)",
        143 => "was terminated (exit code 143, SIGTERM)",
        > 128 and <= 128 + 64 => $"was ended by signal {exitCode - 128} (exit code {exitCode})",
        // On Windows, the exit code of a crash is the exception's code, a negative number.
        unchecked((int)0xC0000005) => "crashed in native code (exit code 0xC0000005, access violation)",
        unchecked((int)0xC0000409) => "was aborted (exit code 0xC0000409)",
        < 0 => $"ended with exit code 0x{exitCode:X8}",
        _ => $"ended with exit code {exitCode}",
    };

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
