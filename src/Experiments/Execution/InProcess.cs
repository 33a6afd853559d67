using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Runs jobs sequentially in this process. Results do not depend on the jobs that the process ran before.</summary>
internal sealed class InProcess(JobRunner runner, bool force) : IExecutor
{
    /// <inheritdoc/>
    public Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
    {
        foreach (var (number, job) in jobs)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                OnNewThread(() => runner.Run(job, force, new ImmediateProgress<JobProgress>(progress => events.Progressed(number, progress)), events.Warned, cancellation));
                if (!events.Finished(number))
                    break;
            }
            catch (CodedException error)
            {
                if (error.InnerException is { } inner)
                    events.Logged(inner.ToString());
                if (!events.Failed(number, error))
                    break;
            }
        }

        return Task.CompletedTask;
    }

    // User code may disable gradients, or leave a dispose scope open, on the thread that it runs on. Finalizers free the tensors that it did not dispose.
    private static void OnNewThread(Action run)
    {
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).GetAwaiter().GetResult();
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
