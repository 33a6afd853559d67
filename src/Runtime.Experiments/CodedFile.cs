namespace ModelDsl.Experiments;

/// <summary>Deletes a file, as <see cref="AtomicFile"/> writes one: what goes wrong is coded.</summary>
internal static class CodedFile
{
    /// <summary>Deletes a file, where it is there.</summary>
    /// <exception cref="CodedException">It cannot be deleted.</exception>
    public static void Delete(string path)
    {
        try
        {
            if (File.Exists(path))
                FileRetry.Run(() => File.Delete(path));
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(path, error);
        }
    }
}
