using System.ComponentModel;
using System.Diagnostics;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Reads the Git commit of the current folder.</summary>
internal static class Commit
{
    /// <summary>The commit's hash, with <c>-dirty</c> if tracked files are modified; null without Git or a repository.</summary>
    public static string? OfWorkingFolder()
    {
        try
        {
            // Excluding all tags leaves the hash.
            var git = new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(git)!;
            var errors = process.StandardError.ReadToEndAsync();
            var commit = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            errors.Wait();
            return process.ExitCode == 0 && commit.Length > 0 ? commit : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
