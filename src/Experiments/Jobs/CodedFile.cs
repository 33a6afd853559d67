using ModelDsl.Files;

namespace ModelDsl.Experiments.Jobs;

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

    /// <summary>Reads a file.</summary>
    /// <exception cref="CodedException">The file cannot be read.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(path, error);
        }
    }
}
