namespace ModelDsl.Experiments.Execution;

/// <summary>Hears what the process of a job says, and passes it on.</summary>
/// <param name="number">The job's number in the grid.</param>
/// <param name="events">Is told what happens.</param>
internal sealed class WorkerOutput(int number, IJobEvents events)
{
    /// <summary>Why the job failed; null where it has not said so.</summary>
    public CodedException? Failure { get; private set; }

    /// <summary>Whether the job has said that it is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Takes one line.</summary>
    public void ProcessLine(string line)
    {
        switch (WorkerMessage.Parse(line))
        {
            case { Progress: { } progress }:
                events.Progressed(number, progress);
                break;
            case { Warning: { } warning }:
                events.Warned(warning.ToException());
                break;
            case { Error: { } error }:
                Failure = error.ToException();
                break;
            case { Done: true }:
                IsDone = true;
                break;
            default:
                events.Logged(line);
                break;
        }
    }
}
