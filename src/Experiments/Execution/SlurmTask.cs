using System.Text;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Execution;

/// <summary>A submitted job.</summary>
/// <param name="number">The job's number in the grid.</param>
/// <param name="job">The job.</param>
/// <param name="submission">Its submission.</param>
/// <param name="index">Its index in the submission.</param>
/// <param name="events">Receives progress and results.</param>
internal sealed class SlurmTask(int number, Job job, SlurmSubmission submission, int index, IJobEvents events)
{
    private readonly WorkerOutput _output = new(number, events);
    private long _position;

    /// <summary>The job's number in the grid.</summary>
    public int Number => number;

    /// <summary>The job.</summary>
    public Job Job => job;

    /// <summary>The task's id in Slurm.</summary>
    public SlurmTaskId Id => new(submission.Array, index);

    /// <summary>The file with the task's output.</summary>
    public string Log => submission.Output(index);

    /// <summary>The number of consecutive queue queries that did not list the task.</summary>
    public int Absences { get; set; }

    /// <summary>The number of polls without a result since the task reported that it is done.</summary>
    public int PollsWithoutResult { get; set; }

    /// <summary>True if it replaces a lost task.</summary>
    public bool IsSecondTry { get; init; }

    /// <summary>True if the task reported that it is done.</summary>
    public bool IsDone => _output.IsDone;

    /// <summary>The reported error; null if none.</summary>
    public CodedException? Failure => _output.Failure;

    /// <summary>Processes the complete lines that the task has written since the last call.</summary>
    public void ReadOutput()
    {
        try
        {
            ReadFile();
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            // A shared file system may fail temporarily. The next call reads the lines.
        }
    }

    private void ReadFile()
    {
        if (!File.Exists(Log))
            return;

        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Slurm truncates the file of a requeued task.
        if (file.Length < _position)
            _position = 0;
        file.Position = _position;
        using var content = new MemoryStream();
        file.CopyTo(content);
        var reported = content.GetBuffer().AsSpan(0, (int)content.Length);
        var end = reported.LastIndexOf((byte)'\n') + 1;
        _position += end;
        foreach (var line in Encoding.UTF8.GetString(reported[..end]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            _output.ProcessLine(line);
    }

    /// <summary>Removes the task from its submission, so that a later run can submit the job again.</summary>
    public void Remove()
    {
        try
        {
            submission.Remove(index);
        }
        catch (CodedException)
        {
            // A later run does not find the task in the queue and uses the job's result.
        }
    }
}
