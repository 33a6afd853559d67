namespace ModelDsl.Files;

/// <summary>Converts exceptions of file operations to coded errors.</summary>
internal static class CodedFile
{
    /// <summary>Runs an operation that writes, moves or deletes.</summary>
    /// <exception cref="CodedException">The operation failed.</exception>
    public static void Write(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(path, error);
        }
    }

    /// <summary>Runs an operation that reads.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }
}
