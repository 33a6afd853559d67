using ModelDsl.Experiments.Hosting;
using ModelDsl.Files;

namespace ModelDsl.Experiments;

/// <summary>The lock on a folder of results. Two builds at once would train the same jobs.</summary>
internal static class ResultsLock
{
    /// <summary>Waits for the lock; a disposal or the end of the process releases it.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public static IDisposable Acquire(string results, RunLog log, CancellationToken cancellation)
    {
        var waiting = FileLock.AcquireAsync(Path.Combine(results, ".lock"), cancellation);
        if (!waiting.IsCompleted)
            log.Table("Another build is running experiments here. Waiting until it is done.");
        return waiting.GetAwaiter().GetResult();
    }
}
