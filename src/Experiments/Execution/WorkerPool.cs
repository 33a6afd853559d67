namespace ModelDsl.Experiments.Execution;

/// <summary>
/// The worker processes that wait for jobs. Starting one takes more than a second, most of it for libtorch, the data and the JIT compiler, so an
/// experiment uses those that an earlier one of the build started.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private readonly Lock _sync = new();
    private readonly List<WorkerProcess> _idle = [];

    /// <summary>Held while a worker reports an event.</summary>
    public Lock Events { get; } = new();

    /// <summary>True if no worker waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_sync)
                return _idle.Count == 0;
        }
    }

    /// <summary>Returns a worker that writes to a folder of results: a waiting one, or else a new one.</summary>
    public WorkerProcess Take(string results)
    {
        lock (_sync)
        {
            while (_idle.FindLast(worker => worker.Results == results) is { } found)
            {
                _idle.Remove(found);
                if (found.IsRunning)
                    return found;
                found.Dispose();
            }
        }

        return new WorkerProcess(results, Events);
    }

    /// <summary>Keeps a worker that has finished its job.</summary>
    public void Return(WorkerProcess worker)
    {
        lock (_sync)
            _idle.Add(worker);
    }

    /// <summary>Stops the waiting workers.</summary>
    public void Clear()
    {
        List<WorkerProcess> idle;
        lock (_sync)
        {
            idle = [.. _idle];
            _idle.Clear();
        }

        Task.WhenAll(idle.Select(worker => worker.StopAsync())).GetAwaiter().GetResult();
        idle.ForEach(worker => worker.Dispose());
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
