namespace ModelDsl.Files;

/// <summary>A lock between processes: an exclusively opened file, which is not deleted.</summary>
internal static class FileLock
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock and acquires it.</summary>
    /// <param name="path">The file; its folder is created if missing.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The lock, released when disposed or when the process ends.</returns>
    /// <exception cref="CodedException">The file cannot be created.</exception>
    public static async Task<IDisposable> AcquireAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                // Not deleted when closed: another process that has the file open would then lock a file that is no longer at this path.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (FileErrors.IsLocked(exception))
            {
                await Task.Delay(s_pollInterval, cancellation);
            }
            catch (Exception exception) when (FileErrors.Covers(exception))
            {
                throw FileErrors.Writing(path, exception);
            }
        }
    }
}
