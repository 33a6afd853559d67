using ModelDsl.Experiments.Hosting;
using ModelDsl.Files;

namespace ModelDsl.Experiments;

/// <summary>The lock on a folder of results, which the experiments of a build share. Two builds at once would train the same jobs.</summary>
internal sealed class ResultsLock
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, (IDisposable File, int Users)> _held = [];

    /// <summary>Waits for the lock; the last disposal or the end of the process releases it.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public IDisposable Acquire(string results, RunLog log, CancellationToken cancellation)
    {
        var path = Path.GetFullPath(Path.Combine(results, ".lock"));
        lock (_sync)
        {
            var held = _held.TryGetValue(path, out var found) ? found : (File: Wait(path, log, cancellation), Users: 0);
            _held[path] = (held.File, held.Users + 1);
        }

        return new User(this, path);
    }

    private static IDisposable Wait(string path, RunLog log, CancellationToken cancellation)
    {
        var waiting = FileLock.AcquireAsync(path, cancellation);
        if (!waiting.IsCompleted)
            log.Table("Another build is running experiments here. Waiting until it is done.");
        return waiting.GetAwaiter().GetResult();
    }

    private void Release(string path)
    {
        lock (_sync)
        {
            var (file, users) = _held[path];
            if (users > 1)
            {
                _held[path] = (file, users - 1);
                return;
            }

            _held.Remove(path);
            file.Dispose();
        }
    }

    private sealed class User(ResultsLock owner, string path) : IDisposable
    {
        public void Dispose() => owner.Release(path);
    }
}
