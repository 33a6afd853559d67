namespace ModelDsl.Experiments.Execution;

/// <summary>The cores of this machine, shared by the jobs of all experiments that run at the same time. Jobs of an earlier experiment start first.</summary>
internal sealed class Cores
{
    private readonly Lock _sync = new();
    private readonly List<Turn> _waiting = [];
    private readonly HashSet<string> _running = [];
    private readonly int _count;
    private int _free;
    private int _last = -1;

    /// <summary>Creates the cores, all free.</summary>
    /// <param name="count">Their number.</param>
    public Cores(int count) => _count = _free = count;

    /// <summary>Raised if cores remain that no waiting job can use. The argument is the last experiment that has asked for cores.</summary>
    public event Action<int>? Idle;

    /// <summary>Waits until a job can start.</summary>
    /// <param name="experiment">The place of the job's experiment in the build.</param>
    /// <param name="threads">The number of threads of the job.</param>
    /// <param name="folder">The job's folder. While another experiment runs the same job, this one waits, and then finds the result.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The job's cores, until they are disposed.</returns>
    public async Task<IDisposable> TakeAsync(int experiment, int threads, string folder, CancellationToken cancellation)
    {
        var turn = new Turn(this, experiment, Math.Min(threads, _count), folder);
        lock (_sync)
        {
            _last = Math.Max(_last, experiment);
            var later = _waiting.FindIndex(other => other.Experiment > experiment);
            _waiting.Insert(later < 0 ? _waiting.Count : later, turn);
        }

        Update();
        using var registration = cancellation.Register(() => Withdraw(turn, cancellation));
        return await turn.Start.Task;
    }

    /// <summary>Starts the jobs that can start.</summary>
    public void Update()
    {
        int? idle;
        lock (_sync)
            idle = StartJobs() && _free > 0 ? _last : null;
        if (idle is { } last)
            Idle?.Invoke(last);
    }

    /// <returns>False if a job waits for more cores. Later ones do not overtake it, because it might then never start.</returns>
    private bool StartJobs()
    {
        foreach (var turn in _waiting.ToList())
        {
            if (_running.Contains(turn.Folder))
                continue;
            if (turn.Cores > _free)
                return false;
            _waiting.Remove(turn);
            _running.Add(turn.Folder);
            _free -= turn.Cores;
            turn.Start.SetResult(turn);
        }

        return true;
    }

    private void Withdraw(Turn turn, CancellationToken cancellation)
    {
        lock (_sync)
        {
            if (_waiting.Remove(turn))
                turn.Start.SetCanceled(cancellation);
        }
    }

    private void Return(Turn turn)
    {
        lock (_sync)
        {
            _running.Remove(turn.Folder);
            _free += turn.Cores;
        }

        Update();
    }

    private sealed record Turn(Cores Owner, int Experiment, int Cores, string Folder) : IDisposable
    {
        public TaskCompletionSource<IDisposable> Start { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => Owner.Return(this);
    }
}
