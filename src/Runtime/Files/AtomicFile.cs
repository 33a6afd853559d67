using System.Text;

namespace ModelDsl.Files;

/// <summary>Writes files that exist completely or not at all, even if writing is interrupted, and deletes files.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder, flushes it to the disk and renames it to <paramref name="path"/>.</summary>
    /// <param name="path">The file to create or replace; its folder is created if missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="CodedException">The disk is full or the folder cannot be written; an existing file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, write, check: _ => true);
    }

    /// <summary>Writes a file, and checks it before it is renamed. If the check throws, the file is not renamed.</summary>
    /// <typeparam name="T">The result of the check.</typeparam>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="check">Reads the temporary file.</param>
    /// <returns>The result of <paramref name="check"/>.</returns>
    internal static T Write<T>(string path, Action<Stream> write, Func<string, T> check)
    {
        path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            var result = check(temporary);
            FileRetry.Move(temporary, path);
            return result;
        }
        catch (Exception exception)
        {
            TryDelete(temporary);
            if (FileErrors.Covers(exception))
                throw FileErrors.Writing(path, exception);
            throw;
        }
    }

    /// <summary>Writes text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="text">The content.</param>
    /// <exception cref="CodedException">As for <see cref="Write"/>.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Deletes a file if it exists.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CodedException">It cannot be deleted.</exception>
    internal static void Delete(string path)
    {
        if (File.Exists(path))
            CodedFile.Write(path, () => FileRetry.Run(() => File.Delete(path)));
    }

    private static void TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (FileErrors.Covers(exception))
        {
            // The first failure is reported.
        }
    }
}
