namespace ModelDsl.Files;

/// <summary>Lets one process at a time work on something, by a lock on a file that stays where it is.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until the lock is free and takes it.</summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Releases the lock when disposed; so does the end of the process.</returns>
    /// <exception cref="CodedException">The file cannot be made.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                // Not deleted on closing: a process that had it open would then hold a lock that no other sees.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (FileErrors.IsLocked(exception))
            {
                await Task.Delay(Poll, cancellation);
            }
            catch (Exception exception) when (FileErrors.Covers(exception))
            {
                throw FileErrors.Writing(path, exception);
            }
        }
    }
}
