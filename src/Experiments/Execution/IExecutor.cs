using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Runs the jobs that are not up to date, somewhere.</summary>
internal interface IExecutor
{
    /// <summary>Runs jobs; a failed one does not stop the others unless the experiment says so.</summary>
    /// <param name="jobs">The jobs, each with its number in the grid.</param>
    /// <param name="events">Is told what happens.</param>
    /// <param name="cancellation">Stops all jobs; each can go on later.</param>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation);
}

/// <summary>What happens to jobs.</summary>
internal interface IJobEvents
{
    /// <summary>A job goes on.</summary>
    void Progressed(int number, JobProgress progress);

    /// <summary>A job is done.</summary>
    /// <returns>Whether others may still begin.</returns>
    bool Finished(int number);

    /// <summary>A job failed.</summary>
    /// <returns>Whether others may still begin.</returns>
    bool Failed(int number, CodedException error);

    /// <summary>Something was wrong, and the job goes on.</summary>
    void Warned(CodedException warning);

    /// <summary>A line for the log alone.</summary>
    void Logged(string line);
}
