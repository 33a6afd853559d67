using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Runs jobs in a separate process, and writes their events as lines.</summary>
internal sealed class Worker(TextWriter output) : IJobEvents
{
    private bool _failed;

    /// <summary>Runs a job.</summary>
    /// <returns>True if the job succeeded.</returns>
    /// <exception cref="OperationCanceledException">The job was canceled.</exception>
    public bool Run(int number, Job job, JobRunner runner, bool force, CancellationToken cancellation)
    {
        new InProcess(runner, force).RunAsync([(number, job)], this, cancellation).GetAwaiter().GetResult();
        return !_failed;
    }

    /// <inheritdoc/>
    public void Progressed(int number, JobProgress progress) => Send(new WorkerMessage(Progress: progress));

    /// <inheritdoc/>
    public bool Finished(int number)
    {
        Send(new WorkerMessage(Done: true));
        return true;
    }

    /// <inheritdoc/>
    public bool Failed(int number, CodedException error)
    {
        _failed = true;
        Send(new WorkerMessage(Error: CodedText.Of(error)));
        return false;
    }

    /// <inheritdoc/>
    public void Warned(CodedException warning) => Send(new WorkerMessage(Warning: CodedText.Of(warning)));

    /// <inheritdoc/>
    public void Logged(string line) => output.WriteLine(line);

    private void Send(WorkerMessage message) => output.WriteLine(message.ToLine());
}
