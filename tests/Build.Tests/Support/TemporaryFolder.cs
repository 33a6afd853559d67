using System.Runtime.Versioning;

namespace ModelDsl.Build.Tests.Support;

/// <summary>A folder outside the repository, whose build files do not apply to it. Its path contains spaces, like some users' paths.</summary>
/// <param name="prefix">The first characters of the folder's name.</param>
public class TemporaryFolder(string prefix = "model dsl ") : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory(prefix).FullName;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.WriteAllText(this[relative], text);
        return this[relative];
    }

    /// <summary>Writes a script for bash.</summary>
    [UnsupportedOSPlatform("windows")]
    public void WriteScript(string relative, string text) =>
        File.SetUnixFileMode(
            Write(relative, text.StartsWith("#!", StringComparison.Ordinal) ? text : $"#!/bin/bash\n{text}\n"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        GC.SuppressFinalize(this);
    }
}
