using System.Collections.Concurrent;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs jobs in other processes, several in parallel. Trainings in one process would share libtorch's random number generator and threads, and a
/// crash would end all of them. Starting a process takes more than a second, so each runs one job after the other.
/// </summary>
/// <param name="arguments">The experiment and the folder of results.</param>
/// <param name="pool">The processes.</param>
/// <param name="parallelism">The number of simultaneous jobs.</param>
/// <param name="log">Returns a job's log.</param>
/// <param name="start">Waits until a job can start, and returns an object that is disposed at its end; null if no job has to wait.</param>
internal sealed class WorkerProcesses(
    Arguments arguments, WorkerPool pool, int parallelism, Func<Job, JobLog> log, Func<Job, CancellationToken, Task<IDisposable>>? start = null) : IExecutor
{
    /// <inheritdoc/>
    public async Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Baselines first: raw pixels take longer to classify than many models to train, and as the last job they would leave the other cores idle.
        var pending = new ConcurrentQueue<(int Number, Job Job)>(jobs.OrderBy(job => job.Job is ModelJob));
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

    /// <summary>Runs pending jobs, one after the other.</summary>
    /// <returns>True if other jobs may start.</returns>
    private async Task<bool> RunAsync(ConcurrentQueue<(int Number, Job Job)> pending, IJobEvents events, CancellationToken cancellation)
    {
        IDisposable? cores = null;
        try
        {
            while (pending.TryDequeue(out var next))
            {
                // Asks before the cores of the previous job are free: otherwise a job of a later experiment would take them.
                var turn = start?.Invoke(next.Job, cancellation);
                cores?.Dispose();
                cores = null;
                if (turn is not null)
                    cores = await turn;
                var error = await RunAsync(new WorkerRequest(Path.GetFullPath(arguments.Spec), next.Number), next.Job, events, cancellation);
                lock (pool.Events)
                {
                    if (!(error is null ? events.Finished(next.Number) : events.Failed(next.Number, error)))
                        return false;
                }
            }
        }
        finally
        {
            cores?.Dispose();
        }

        return true;
    }

    /// <summary>Runs a job. The process waits for the next one if the job is done, and otherwise stops.</summary>
    private async Task<CodedException?> RunAsync(WorkerRequest request, Job job, IJobEvents events, CancellationToken cancellation)
    {
        var worker = pool.Take(Path.GetFullPath(arguments.Results));
        var isDone = false;
        try
        {
            var error = await worker.RunAsync(request, job, log(job), events, cancellation);
            isDone = error is null;
            return error;
        }
        finally
        {
            if (isDone)
            {
                pool.Return(worker);
            }
            else
            {
                await worker.StopAsync();
                worker.Dispose();
            }
        }
    }
}
