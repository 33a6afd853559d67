using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>The process of one job: runs it and says so, line by line.</summary>
internal sealed class Worker(TextWriter output) : IJobEvents
{
    private bool _failed;

    /// <summary>Runs a job.</summary>
    /// <returns>Whether it is done.</returns>
    public bool Run(int number, Job job, JobRunner runner, bool force, CancellationToken cancellation)
    {
        new InProcess(runner, force).RunAsync([(number, job)], this, cancellation).GetAwaiter().GetResult();
        return !_failed;
    }

    /// <inheritdoc/>
    public void Progressed(int number, JobProgress progress) => Say(new WorkerMessage(Progress: progress));

    /// <inheritdoc/>
    public bool Finished(int number)
    {
        Say(new WorkerMessage(Done: true));
        return true;
    }

    /// <inheritdoc/>
    public bool Failed(int number, CodedException error)
    {
        _failed = true;
        Say(new WorkerMessage(Error: CodedText.Of(error)));
        return false;
    }

    /// <inheritdoc/>
    public void Warned(CodedException warning) => Say(new WorkerMessage(Warning: CodedText.Of(warning)));

    /// <inheritdoc/>
    public void Logged(string line) => output.WriteLine(line);

    private void Say(WorkerMessage message) => output.WriteLine(message.ToLine());
}
