namespace ModelDsl.Build;

/// <summary>The log of a runner's output. If the disk is full, the log ends and the experiment continues.</summary>
internal sealed class RunnerLog : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _ended;

    /// <summary>Creates the file, or one with the process id in its name if another build writes it.</summary>
    /// <exception cref="IOException">Neither file can be created.</exception>
    public RunnerLog(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        try
        {
            _writer = Open(Path = path);
        }
        catch (IOException)
        {
            _writer = Open(Path = System.IO.Path.ChangeExtension(path, $"{Environment.ProcessId}.log"));
        }
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>Writes a line.</summary>
    /// <returns>False if this line is the first that cannot be written; later lines are dropped.</returns>
    public bool TryWrite(string line) => _ended || Try(() => _writer.WriteLine(line));

    /// <inheritdoc/>
    public void Dispose() => Try(_writer.Dispose);

    private bool Try(Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (IOException)
        {
            _ended = true;
            return false;
        }
    }

    // On Unix, locks are advisory, and .NET detects another writer only if both use FileShare.None.
    private static StreamWriter Open(string path) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None)) { AutoFlush = true };
}
