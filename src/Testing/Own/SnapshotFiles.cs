namespace ModelDsl.Testing;

/// <summary>The two files of a snapshot.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Name">The file name without <c>.verified.cs</c> and <c>.received.cs</c>.</param>
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
            $"Snapshots are next to the test, but the folder '{folder}' does not exist. Run the tests on the machine that built them, " +
            "and without PathMap and DeterministicSourcePaths, which replace the path of a source file.");
    }

    /// <summary>The text with \n as line ending, which makes the comparison independent of the checkout.</summary>
    public static string WithUnixLines(string text) => text.ReplaceLineEndings("\n");

    /// <summary>Reads the accepted text; null if none.</summary>
    public async Task<string?> ReadVerified() => File.Exists(Verified) ? WithUnixLines(await File.ReadAllTextAsync(Verified)) : null;

    /// <summary>Writes the accepted text.</summary>
    public Task Accept(string text) => Write(Verified, text);

    /// <summary>Writes the text of a failed test.</summary>
    public Task WriteReceived(string text) => Write(Received, text);

    /// <summary>Deletes the received text of an earlier run.</summary>
    public void DeleteReceived()
    {
        if (Directory.Exists(Folder))
            File.Delete(Received);
    }

    // Written under a temporary name: tests for several target frameworks may write the same snapshot at once.
    private async Task Write(string path, string text)
    {
        Directory.CreateDirectory(Folder);
        var temporary = Path.Combine(Folder, $"{Name}.{Guid.NewGuid():N}.received.cs");
        await File.WriteAllTextAsync(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
