using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Files;

namespace ModelDsl.Experiments.Execution;

/// <summary>
/// Runs jobs on a Slurm cluster, as tasks of a job array. The nodes of the cluster and this machine share only the folder of results. A task's
/// output is a file there, with the same lines as a worker's output.
/// </summary>
/// <param name="spec">The experiment.</param>
/// <param name="arguments">The arguments of this process, for those of the tasks.</param>
/// <param name="grid">All jobs.</param>
/// <param name="lookup">The stored results.</param>
/// <param name="log">The output.</param>
internal sealed class Slurm(ExperimentSpec spec, Arguments arguments, Grid grid, JobLookup lookup, RunLog log) : IExecutor
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Polling files is cheap. squeue loads the controller of the whole cluster.
    private const int PollsPerQueueQuery = 5;

    // On a shared file system, a file may become visible seconds after another machine wrote it.
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
            log.Table($"Still queued or running on Slurm from an earlier run: {Count(queued.Count)}");
        var tasks = fresh.Count == 0 ? queued : [.. queued, .. await SubmitAsync(fresh, events, isSecondTry: false)];
        if (!grid.Execution.Wait)
        {
            log.Table("Not waiting for the jobs. Run the build again to collect those that are done.");
            return;
        }

        try
        {
            await WaitAsync(tasks, events, cancellation);
        }
        finally
        {
            // After Ctrl-C, and after the first failure with FailFast.
            if (tasks.Count > 0)
                await SlurmCommands.CancelAsync(tasks.Select(task => task.Id));
        }
    }

    /// <summary>Cancels the tasks that earlier runs of an experiment submitted and did not collect, and waits until they have ended.</summary>
    /// <param name="experiment">The experiment's folder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CodedException">There are tasks, and Slurm is missing or does not respond.</exception>
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

    /// <summary>The tasks that earlier runs submitted without waiting: those that are still queued, and those that failed.</summary>
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
        others.ForEach(task => task.ReadOutput());
        return (queued, others.Where(task => task.Failure is not null).DistinctBy(task => task.Number).ToList());
    }

    private async Task<List<SlurmTask>> SubmitAsync(IReadOnlyList<(int Number, Job Job)> jobs, IJobEvents events, bool isSecondTry)
    {
        var folder = Path.Combine(_folder, DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture));
        var script = Path.Combine(folder, "job.sh");
        AtomicFile.WriteText(script, Script(arguments with { Spec = CopySpec(folder, isSecondTry) }));
        var array = await SlurmCommands.SubmitAsync(script, jobs.Select(job => job.Number), grid.Execution.Jobs, SlurmSubmission.OutputPattern(folder));
        var submission = new SlurmSubmission(array, new(jobs.ToDictionary(job => job.Number, job => lookup.Folder(job.Job).Path))) { Folder = folder };
        submission.Write();
        log.Table($"{Count(jobs.Count)} submitted to Slurm as {array}; their output: {folder}");
        return jobs.Select(job => new SlurmTask(job.Number, job.Job, submission, job.Number, events) { IsSecondTry = isSecondTry }).ToList();
    }

    // A second try must not discard the first one's checkpoint.
    private string CopySpec(string folder, bool isSecondTry) => (isSecondTry ? spec with { Force = false } : spec).CopyTo(folder);

    // exec replaces the shell with the runner, which then receives Slurm's signals and stops with a checkpoint.
    private string Script(Arguments taskArguments) =>
        $"""
        #!/bin/bash
        #SBATCH --job-name={spec.Name}
        #SBATCH --cpus-per-task={grid.Threads}
        #SBATCH {grid.Execution.SlurmOptions.ReplaceLineEndings(" ")}
        exec {string.Join(' ', Program.Command.Concat(taskArguments.OfJob()).Select(Quoted))} "$SLURM_ARRAY_TASK_ID"

        """;

    private static string Count(int jobs) => $"{jobs} job{(jobs == 1 ? "" : "s")}";

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>Waits until all tasks are done, and removes each finished task from the list.</summary>
    private async Task WaitAsync(List<SlurmTask> tasks, IJobEvents events, CancellationToken cancellation)
    {
        for (var poll = 1; ; poll++)
        {
            tasks.ForEach(task => task.ReadOutput());
            foreach (var task in tasks.Where(task => task.Failure is not null || task.IsDone && HasResult(task) || IsAbsent(task) && lookup.Find(task.Job) is not null).ToList())
            {
                tasks.Remove(task);
                if (!Report(task, events))
                    return;
            }

            if (tasks.Count == 0)
                return;
            await Task.Delay(Poll, cancellation);
            if (poll % PollsPerQueueQuery == 0 && !await ReplaceLostAsync(tasks, events))
                return;
        }
    }

    private static bool IsAbsent(SlurmTask task) => task.Absences >= AbsencesUntilLost;

    // On a shared file system, the task's output may become visible before its result.
    private bool HasResult(SlurmTask task) => lookup.Find(task.Job) is not null || ++task.PollsWithoutResult > PollsUntilResultIsLost;

    /// <summary>Resubmits, once, tasks that left the queue without reporting a result: a node failed, or a task exceeded its time or memory.</summary>
    /// <returns>True if other jobs may continue.</returns>
    private async Task<bool> ReplaceLostAsync(List<SlurmTask> tasks, IJobEvents events)
    {
        var lost = new List<SlurmTask>();
        try
        {
            var queue = await SlurmCommands.FindQueuedAsync();
            ReportQueue(tasks, queue);
            foreach (var task in tasks.Where(task => !task.IsDone))
                task.Absences = queue.ContainsKey(task.Id) ? 0 : task.Absences + 1;
            lost.AddRange(tasks.Where(task => IsAbsent(task) && lookup.Find(task.Job) is null));

            // Removed from their submissions only after the resubmission succeeded.
            var again = lost.Where(task => !task.IsSecondTry).ToList();
            if (again.Count > 0)
                tasks.AddRange(await SubmitAsync([.. again.Select(task => (task.Number, task.Job))], events, isSecondTry: true));
        }
        catch (CodedException error) when (error.Code == ExperimentErrorCodes.SlurmRefused && tasks.Count > lost.Count)
        {
            // The controller restarts or is overloaded. Tasks continue to run; the next query tries again.
            events.Logged(error.Message);
            return true;
        }

        tasks.RemoveAll(lost.Contains);
        lost.ForEach(task => task.Remove());
        foreach (var task in lost.Where(task => task.IsSecondTry))
        {
            if (!events.Failed(task.Number, new CodedException(ExperimentErrorCodes.WorkerLost,
                $"{task.Job.Key}: Slurm ended its task {task.Id} twice, and the task did not report an error. Its output: {task.Log}. Run the build again to resume from the last epoch.")))
                return false;
        }

        return true;
    }

    // Reports only while no task runs, and only if the reason has changed, to keep the log short.
    private void ReportQueue(List<SlurmTask> tasks, IReadOnlyDictionary<SlurmTaskId, string> queue)
    {
        var reasons = tasks.Select(task => queue.GetValueOrDefault(task.Id, "")).ToList();
        var reason = reasons.Contains("") ? "" : reasons[0];
        if (reason != _waitingFor && reason != "")
            log.Live($"{Count(tasks.Count)} in Slurm's queue: {reason}", $"{Count(tasks.Count)} in Slurm's queue");
        _waitingFor = reason;
    }

    /// <returns>True if other jobs may continue.</returns>
    private bool Report(SlurmTask task, IJobEvents events)
    {
        task.Remove();
        if (task.Failure is { } failure)
            return events.Failed(task.Number, failure);
        if (lookup.Find(task.Job) is null)
        {
            return events.Failed(task.Number, new CodedException(ExperimentErrorCodes.WorkerLost,
                $"{task.Job.Key}: Slurm task {task.Id} is done, but its result is missing in {lookup.Folder(task.Job).Path}. Check that the cluster shares this folder. Its output: {task.Log}"));
        }

        return events.Finished(task.Number);
    }
}
