using System.Text;

namespace ModelDsl.LibTorch.Fuzz;

/// <summary>Keeps the call that runs in a file, where it outlives a crash, and ends the process where the call does not end.</summary>
internal sealed class Journal : IDisposable
{
    private const int Hung = 3;

    private readonly FileStream _file;
    private readonly Timer _watchdog;
    private readonly TimeSpan _limit;

    public Journal(string path, TimeSpan limit)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _limit = limit;
        _watchdog = new Timer(_ => Environment.Exit(Hung));
    }

    public void Write(string call)
    {
        _watchdog.Change(_limit, Timeout.InfiniteTimeSpan);
        var bytes = Encoding.UTF8.GetBytes(call);
        _file.Position = 0;
        _file.Write(bytes);
        _file.SetLength(bytes.Length);
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _file.Dispose();
    }
}
