using System.ComponentModel;
using System.Diagnostics;

namespace ModelDsl.Experiments.Jobs;

/// <summary>The commit of the sources that a run is started in.</summary>
internal static class Commit
{
    /// <summary>Its hash, with <c>-dirty</c> where tracked files differ from it; null where there is no git or no repository.</summary>
    public static string? OfWorkingFolder()
    {
        try
        {
            // Without tags the hash is all that is left to describe it by.
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
