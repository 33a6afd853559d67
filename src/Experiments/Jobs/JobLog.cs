using System.Globalization;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job's log, with the time of each line.</summary>
/// <param name="path">The file.</param>
internal sealed class JobLog(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Appends a text.</summary>
    public void Write(string text)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.AppendAllText(path, $"{DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}  {text}\n");
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            // A failed log must not end the job. If the disk is full, writing the results reports it.
        }
    }
}
