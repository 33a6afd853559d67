namespace ModelDsl.Experiments.Execution;

/// <summary>Parses the output of a job's process.</summary>
/// <param name="number">The job's number in the grid.</param>
/// <param name="events">Receives progress, warnings and lines for the log.</param>
internal sealed class WorkerOutput(int number, IJobEvents events)
{
    /// <summary>The reported error; null if none.</summary>
    public CodedException? Failure { get; private set; }

    /// <summary>True if the job reported that it is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Processes one line.</summary>
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
