namespace ModelDsl.Build;

/// <summary>A file with all that a runner prints. An experiment matters more than its log: where the disk is full, the log ends.</summary>
internal sealed class RunnerLog : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _ended;

    /// <summary>Makes the file; another beside it where another build writes this one.</summary>
    /// <exception cref="IOException">Neither can be made.</exception>
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

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Adds a line.</summary>
    /// <returns>False where this line could not be written, and none after it is going to be.</returns>
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

    // Elsewhere than on Windows, a lock is known to .NET alone, and only where it is exclusive.
    private static StreamWriter Open(string path) =>
        new(new FileStream(path, FileMode.Create, FileAccess.Write, OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None)) { AutoFlush = true };
}
