using System.Diagnostics;

namespace ModelDsl.Files;

/// <summary>Repeats operations that fail because another process has the file open.</summary>
/// <remarks>
/// Windows neither replaces nor deletes a file that another process reads, and virus scanners and search indexers read new files at any time. On
/// other systems nothing is repeated.
/// </remarks>
internal static class FileRetry
{
    private static readonly TimeSpan s_timeout = OperatingSystem.IsWindows() ? TimeSpan.FromSeconds(2) : TimeSpan.Zero;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Renames a file, and replaces an existing one.</summary>
    public static void Move(string source, string destination) => Run(() => File.Move(source, destination, overwrite: true));

    /// <summary>Runs an action, and repeats it while a file is in use.</summary>
    public static void Run(Action action) => Run(action, s_timeout);

    /// <summary>Runs an action, and repeats it while a file is in use, until a timeout.</summary>
    internal static void Run(Action action, TimeSpan timeout)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (Exception error) when (IsInUse(error) && watch.Elapsed < timeout)
            {
                Thread.Sleep(s_pause);
            }
        }
    }

    // Windows reports an open target as access denied.
    private static bool IsInUse(Exception error) => error is UnauthorizedAccessException || error is IOException io && FileErrors.IsLocked(io);
}
