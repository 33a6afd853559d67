using System.Text;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Execution;

/// <summary>A job that was submitted.</summary>
/// <param name="number">The job's number in the grid.</param>
/// <param name="job">The job.</param>
/// <param name="submission">With what it was submitted.</param>
/// <param name="index">Its index there.</param>
/// <param name="events">Is told what happens.</param>
internal sealed class SlurmTask(int number, Job job, SlurmSubmission submission, int index, IJobEvents events)
{
    private readonly WorkerOutput _output = new(number, events);
    private long _heard;

    /// <summary>The job's number in the grid.</summary>
    public int Number => number;

    /// <summary>The job.</summary>
    public Job Job => job;

    /// <summary>The task's name in Slurm.</summary>
    public SlurmTaskId Id => new(submission.Array, index);

    /// <summary>The file with the task's output.</summary>
    public string Log => submission.Output(index);

    /// <summary>How often it was looked for in the queue and was not there.</summary>
    public int Absences { get; set; }

    /// <summary>How often its result was looked for after it had said that it is done.</summary>
    public int PollsWithoutResult { get; set; }

    /// <summary>Whether it has been submitted anew after it was lost.</summary>
    public bool IsSecondTry { get; init; }

    /// <summary>Whether it has said that it is done.</summary>
    public bool IsDone => _output.IsDone;

    /// <summary>Why it failed; null where it has not said so.</summary>
    public CodedException? Failure => _output.Failure;

    /// <summary>Reads what it has said since the last time: whole lines.</summary>
    public void Listen()
    {
        try
        {
            ListenToFile();
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            // A shared folder that fails for a moment is no reason to end the tasks: what is there is heard the next time.
        }
    }

    private void ListenToFile()
    {
        if (!File.Exists(Log))
            return;

        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Slurm begins the file of a task anew that it puts into the queue again.
        if (file.Length < _heard)
            _heard = 0;
        file.Position = _heard;
        using var content = new MemoryStream();
        file.CopyTo(content);
        var said = content.GetBuffer().AsSpan(0, (int)content.Length);
        var end = said.LastIndexOf((byte)'\n') + 1;
        _heard += end;
        foreach (var line in Encoding.UTF8.GetString(said[..end]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _output.ProcessLine(line);
    }

    /// <summary>Lets a later run submit the job again.</summary>
    public void Forget()
    {
        try
        {
            submission.Forget(index);
        }
        catch (CodedException)
        {
            // A later run does not find the task in the queue, and goes by the job's result.
        }
    }
}
