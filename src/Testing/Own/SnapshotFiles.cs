namespace ModelDsl.Testing;

/// <summary>The two files of a snapshot.</summary>
/// <param name="Folder">Where they are.</param>
/// <param name="Name">What they are called, without <c>.verified.cs</c> and <c>.received.cs</c>.</param>
internal sealed record SnapshotFiles(string Folder, string Name)
{
    /// <summary>The accepted text, which is committed.</summary>
    public string Verified => Path.Combine(Folder, $"{Name}.verified.cs");

    /// <summary>The text of a test that failed.</summary>
    public string Received => Path.Combine(Folder, $"{Name}.received.cs");

    /// <summary>The files of a test.</summary>
    /// <exception cref="SnapshotException">The test's source is not on this machine.</exception>
    public static SnapshotFiles Beside(string testFile, string directory, string name)
    {
        var folder = Path.GetDirectoryName(testFile);
        return Directory.Exists(folder) ? new(Path.GetFullPath(Path.Combine(folder, directory)), name) : throw new SnapshotException(
            $"Snapshots lie beside the test, and there is no folder '{folder}' here. Run the tests where they were built, " +
            "and without PathMap and DeterministicSourcePaths, which hide the true path of a source file.");
    }

    /// <summary>The text with \n alone at the end of its lines: what a checkout does to them makes no difference.</summary>
    public static string WithUnixLines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>The accepted text; null where there is none.</summary>
    public async Task<string?> ReadVerified() => File.Exists(Verified) ? WithUnixLines(await File.ReadAllTextAsync(Verified)) : null;

    /// <summary>Makes the text the accepted one.</summary>
    public Task Accept(string text) => Write(Verified, text);

    /// <summary>Writes what the test received.</summary>
    public Task WriteReceived(string text) => Write(Received, text);

    /// <summary>Deletes what an earlier run received.</summary>
    public void DeleteReceived()
    {
        if (Directory.Exists(Folder))
            File.Delete(Received);
    }

    // Under another name first: tests of several frameworks may write the same snapshot at once.
    private async Task Write(string path, string text)
    {
        Directory.CreateDirectory(Folder);
        var temporary = Path.Combine(Folder, $"{Name}.{Guid.NewGuid():N}.received.cs");
        await File.WriteAllTextAsync(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
