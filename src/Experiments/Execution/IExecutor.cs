using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Runs the jobs that are not up to date.</summary>
internal interface IExecutor
{
    /// <summary>Runs jobs; a failed one does not stop the others unless FailFast is set.</summary>
    /// <param name="jobs">The jobs, each with its number in the grid.</param>
    /// <param name="events">Receives progress and results.</param>
    /// <param name="cancellation">Stops all jobs; a later run can resume them.</param>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation);
}

/// <summary>Receives the events of jobs.</summary>
internal interface IJobEvents
{
    /// <summary>Reports a job's progress.</summary>
    void Progressed(int number, JobProgress progress);

    /// <summary>Reports that a job is done.</summary>
    /// <returns>True if other jobs may start.</returns>
    bool Finished(int number);

    /// <summary>Reports that a job failed.</summary>
    /// <returns>True if other jobs may start.</returns>
    bool Failed(int number, CodedException error);

    /// <summary>Reports an error that was repaired; the job continues.</summary>
    void Warned(CodedException warning);

    /// <summary>Writes a line to the log.</summary>
    void Logged(string line);
}
