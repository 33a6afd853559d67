using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Runs jobs sequentially in this process.</summary>
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
                runner.Run(job, force, new ImmediateProgress<JobProgress>(progress => events.Progressed(number, progress)), events.Warned, cancellation);
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
}
