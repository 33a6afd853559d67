namespace ModelDsl.Build;

internal static class TextFile
{
    /// <summary>Writes the file if its text differs.</summary>
    public static void WriteIfDifferent(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            Write(path, text);
    }

    /// <summary>Writes under a temporary name and renames, so that readers never see partial text.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
