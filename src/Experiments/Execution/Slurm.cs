using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs jobs on a Slurm cluster, as tasks of a job array. The cluster's computers and this one share the folder of results, and nothing
/// else: a task's output is a file there, in the same lines as a worker's.
/// </summary>
/// <param name="spec">The experiment.</param>
/// <param name="arguments">What this process was given, to be handed on.</param>
/// <param name="grid">All jobs.</param>
/// <param name="lookup">The stored results.</param>
/// <param name="log">Where lines go.</param>
internal sealed class Slurm(ExperimentSpec spec, Arguments arguments, Grid grid, JobLookup lookup, RunLog log) : IExecutor
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Reading a file costs no one else anything; the queue is the whole cluster's.
    private const int PollsPerQuestion = 5;

    // A shared folder may show a file some seconds after it was written elsewhere.
    private const int AbsencesUntilLost = 3;

    private const int PollsUntilResultIsLost = 60;

    private string _waitingFor = "";

    private readonly string _folder = FolderOf(Path.Combine(Path.GetFullPath(arguments.Results), spec.Name));

    /// <inheritdoc/>
    public async Task RunAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, CancellationToken cancellation)
    {
        var (queued, failed) = await FindEarlierAsync(jobs, events);
        foreach (var task in failed)
        {
            if (!Report(task, events))
                return;
        }

        var fresh = jobs.Where(job => !queued.Concat(failed).Any(task => task.Number == job.Number)).ToList();
        if (queued.Count > 0)
            log.Table($"Still with Slurm from an earlier run: {Count(queued.Count)}");
        var tasks = fresh.Count == 0 ? queued : [.. queued, .. await SubmitAsync(fresh, events, isSecondTry: false)];
        if (!grid.Execution.Wait)
        {
            log.Table("Not waiting for them: run the build again to collect what is done by then.");
            return;
        }

        try
        {
            await WaitAsync(tasks, events, cancellation);
        }
        finally
        {
            // On Ctrl-C, and after the first failure where the experiment says so.
            if (tasks.Count > 0)
                await SlurmCommands.CancelAsync(tasks.Select(task => task.Id));
        }
    }

    /// <summary>Ends what runs of an experiment submitted and did not collect, and waits until it has ended.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CodedException">There are such tasks, and Slurm is not there, or does not answer.</exception>
    public static async Task CancelAsync(string experiment, CancellationToken cancellation)
    {
        var tasks = SlurmSubmission.FindAll(FolderOf(experiment)).SelectMany(submission => submission.Tasks).ToHashSet();
        if (tasks.Count == 0)
            return;
        await SlurmCommands.CancelAsync(tasks);
        while (tasks.Overlaps((await SlurmCommands.FindQueuedAsync()).Keys))
            await Task.Delay(Poll, cancellation);
    }

    private static string FolderOf(string experiment) => Path.Combine(experiment, "slurm");

    /// <summary>What earlier runs submitted and did not wait for: what is still queued, and what has failed meanwhile.</summary>
    private async Task<(List<SlurmTask> Queued, List<SlurmTask> Failed)> FindEarlierAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events)
    {
        var queue = await SlurmCommands.FindQueuedAsync();
        var earlier = (
            from submission in SlurmSubmission.FindAll(_folder)
            from submitted in submission.Jobs
            from job in jobs
            where lookup.Folder(job.Job).Path == submitted.Value
            select new SlurmTask(job.Number, job.Job, submission, submitted.Key, events)).ToList();
        var queued = earlier.Where(task => queue.ContainsKey(task.Id)).ToList();
        var others = earlier.Except(queued).ToList();
        others.ForEach(task => task.Listen());
        return (queued, others.Where(task => task.Failure is not null).DistinctBy(task => task.Number).ToList());
    }

    private async Task<List<SlurmTask>> SubmitAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, bool isSecondTry)
    {
        var folder = Path.Combine(_folder, DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture));
        var script = Path.Combine(folder, "job.sh");
        AtomicFile.WriteText(script, Script(arguments with { Spec = Kept(folder, isSecondTry) }));
        var array = await SlurmCommands.SubmitAsync(script, jobs.Select(job => job.Number), grid.Execution.Jobs, SlurmSubmission.OutputPattern(folder));
        var submission = new SlurmSubmission(array, new(jobs.ToDictionary(job => job.Number, job => lookup.Folder(job.Job).Path))) { Folder = folder };
        submission.Write();
        log.Table($"{Count(jobs.Count)} submitted to Slurm as {array}; their output: {folder}");
        return jobs.Select(job => new SlurmTask(job.Number, job.Job, submission, job.Number, events) { IsSecondTry = isSecondTry }).ToList();
    }

    // A second try goes on from the checkpoint that the first one left.
    private string Kept(string folder, bool isSecondTry) => (isSecondTry ? spec with { Force = false } : spec).CopyTo(folder);

    // The runner takes the shell's place, so that Slurm's signals reach it: it saves its state and ends.
    private string Script(Arguments kept) =>
        $"""
        #!/bin/bash
        #SBATCH --job-name={spec.Name}
        #SBATCH --cpus-per-task={grid.Threads}
        #SBATCH {grid.Execution.SlurmOptions.ReplaceLineEndings(" ")}
        exec {string.Join(' ', Program.Command.Concat(kept.OfJob()).Select(Quoted))} --number "$SLURM_ARRAY_TASK_ID"

        """;

    private static string Count(int jobs) => $"{jobs} job{(jobs == 1 ? "" : "s")}";

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Waits until no task is left; each leaves the list when it is done.</summary>
    private async Task WaitAsync(List<SlurmTask> tasks, IJobEvents events, CancellationToken cancellation)
    {
        for (var poll = 1; ; poll++)
        {
            tasks.ForEach(task => task.Listen());
            foreach (var task in tasks.Where(task => task.Failure is not null || task.IsDone && HasResult(task) || IsAbsent(task) && lookup.Find(task.Job) is not null).ToList())
            {
                tasks.Remove(task);
                if (!Report(task, events))
                    return;
            }

            if (tasks.Count == 0)
                return;
            await Task.Delay(Poll, cancellation);
            if (poll % PollsPerQuestion == 0 && !await ReplaceLostAsync(tasks, events))
                return;
        }
    }

    private static bool IsAbsent(SlurmTask task) => task.Absences >= AbsencesUntilLost;

    // A shared folder may show the task's output before its result.
    private bool HasResult(SlurmTask task) => lookup.Find(task.Job) is not null || ++task.PollsWithoutResult > PollsUntilResultIsLost;

    /// <summary>Submits once more what left the queue without a word: its computer failed, or its time or memory was used up.</summary>
    /// <returns>Whether others may go on.</returns>
    private async Task<bool> ReplaceLostAsync(List<SlurmTask> tasks, IJobEvents events)
    {
        var lost = new List<SlurmTask>();
        try
        {
            var queue = await SlurmCommands.FindQueuedAsync();
            TellOfWaiting(tasks, queue);
            foreach (var task in tasks.Where(task => !task.IsDone))
                task.Absences = queue.ContainsKey(task.Id) ? 0 : task.Absences + 1;
            lost.AddRange(tasks.Where(task => IsAbsent(task) && lookup.Find(task.Job) is null));

            // Those that are submitted anew are forgotten only then.
            var again = lost.Where(task => !task.IsSecondTry).ToList();
            if (again.Count > 0)
                tasks.AddRange(await SubmitAsync([.. again.Select(task => (task.Number, task.Job))], events, isSecondTry: true));
        }
        catch (CodedException error) when (error.Code == ExperimentErrorCodes.SlurmRefused && tasks.Count > lost.Count)
        {
            // The controller is restarted, or too busy: the tasks run on, and what is lost is submitted at a later question.
            events.Logged(error.Message);
            return true;
        }

        tasks.RemoveAll(lost.Contains);
        lost.ForEach(task => task.Forget());
        foreach (var task in lost.Where(task => task.IsSecondTry))
        {
            if (!events.Failed(task.Number, new CodedException(ExperimentErrorCodes.WorkerLost,
                $"{task.Job.Key}: Slurm ended its task {task.Id} twice, and it gave no reason. Its output: {task.Log}. Run the build again: it goes on from the last epoch.")))
                return false;
        }

        return true;
    }

    // While a task runs, its progress shows; and a log needs no line for each time that the queue was asked.
    private void TellOfWaiting(List<SlurmTask> tasks, IReadOnlyDictionary<SlurmTaskId, string> queue)
    {
        var reasons = tasks.Select(task => queue.GetValueOrDefault(task.Id, "")).ToList();
        var reason = reasons.Contains("") ? "" : reasons[0];
        if (reason != _waitingFor && reason != "")
            log.Live($"{Count(tasks.Count)} in Slurm's queue: {reason}", $"{Count(tasks.Count)} in Slurm's queue");
        _waitingFor = reason;
    }

    /// <returns>Whether others may go on.</returns>
    private bool Report(SlurmTask task, IJobEvents events)
    {
        task.Forget();
        if (task.Failure is { } failure)
            return events.Failed(task.Number, failure);
        if (lookup.Find(task.Job) is null)
        {
            return events.Failed(task.Number, new CodedException(ExperimentErrorCodes.WorkerLost,
                $"{task.Job.Key}: Slurm's task {task.Id} is done, and its result does not show in {lookup.Folder(task.Job).Path}. Look whether the cluster shares this folder. Its output: {task.Log}"));
        }

        return events.Finished(task.Number);
    }
}
