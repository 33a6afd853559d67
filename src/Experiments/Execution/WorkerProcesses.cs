using System.Collections.Concurrent;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs jobs in other processes, several in parallel. Trainings in one process would share libtorch's random number generator and threads, and a
/// crash would end all of them. Starting a process takes more than a second, so each runs one job after the other.
/// </summary>
/// <param name="arguments">The arguments for the processes.</param>
/// <param name="parallelism">The number of simultaneous jobs.</param>
/// <param name="log">Returns a job's log.</param>
internal sealed class WorkerProcesses(Arguments arguments, int parallelism, Func<Job, JobLog> log) : IExecutor
{
    private readonly Lock _events = new();

    /// <inheritdoc/>
    public async Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var pending = new ConcurrentQueue<(int Number, Job Job)>(jobs);
        var workers = Math.Min(parallelism, jobs.Count);
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop.Token };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, workers), options, async (_, token) =>
            {
                if (!await RunAsync(pending, events, token))
                    await stop.CancelAsync();
            });
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // A job failed with FailFast.
        }
    }

    /// <summary>Runs pending jobs in one process, and in a new one after each failure.</summary>
    /// <returns>True if other jobs may start.</returns>
    private async Task<bool> RunAsync(ConcurrentQueue<(int Number, Job Job)> pending, IJobEvents events, CancellationToken cancellation)
    {
        WorkerProcess? worker = null;
        try
        {
            while (pending.TryDequeue(out var next))
            {
                if (worker is { IsRunning: false })
                {
                    worker.Dispose();
                    worker = null;
                }

                worker ??= new WorkerProcess(arguments, _events);
                var error = await worker.RunAsync(next.Number, next.Job, log(next.Job), events, cancellation);
                lock (_events)
                {
                    if (!(error is null ? events.Finished(next.Number) : events.Failed(next.Number, error)))
                        return false;
                }
            }

            return true;
        }
        finally
        {
            if (worker is not null)
                await worker.StopAsync();
            worker?.Dispose();
        }
    }
}
