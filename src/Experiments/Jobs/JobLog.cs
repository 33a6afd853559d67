using System.Globalization;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job's own log: what its runs did, a line each with its time.</summary>
/// <param name="path">The file.</param>
internal sealed class JobLog(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Adds a text.</summary>
    public void Write(string text)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.AppendAllText(path, $"{DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture)}  {text}\n");
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            // A job matters more than its log: where the disk is full, the results say so.
        }
    }
}
