using ModelDsl.Data;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Html;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Experiments.Reports.Terminal;
using ModelDsl.Files;

namespace ModelDsl.Experiments;

/// <summary>One run of an experiment: what is not up to date is done, and all is reported.</summary>
/// <param name="arguments">The experiment and where its results go.</param>
/// <param name="catalogue">What it can name.</param>
/// <param name="log">Where lines go.</param>
/// <param name="data">Looks for data sets.</param>
/// <param name="executor">Where jobs run; null as the experiment says.</param>
internal sealed class ExperimentRun(Arguments arguments, Catalogue catalogue, RunLog log, DataSearch data, Func<JobRunner, ExperimentSpec, IExecutor>? executor)
{
    private ExperimentSpec _spec = ExperimentSpec.Read(arguments.Spec);

    private string Folder => Path.Combine(arguments.Results, _spec.Name);

    private string Page => Path.Combine(Folder, HtmlReport.File);

    /// <summary>Which data are missing, and what takes their place; known once data were looked for.</summary>
    public IReadOnlyList<CodedException> Warnings { get; private set; } = [];

    /// <summary>Whether there are data to run a job on, or results to report; known once data were looked for.</summary>
    public bool HasData { get; private set; } = true;

    /// <summary>The error that no experiment has data.</summary>
    public CodedException NoData => ExperimentData.None(_spec, data.Missing);

    /// <summary>Makes sure, before any experiment trains, that this one can.</summary>
    /// <returns>The report, where all is up to date: all jobs, and the report itself.</returns>
    /// <exception cref="CodedException">The experiment means nothing, or cannot work.</exception>
    public string? Check() => Placed(() =>
    {
        var grid = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, grid, null, CancellationToken.None);
        if (!_spec.List && IsUpToDate(grid, context))
            return Page;
        Check(grid, context);
        return null;
    });

    /// <summary>Looks for the data of jobs that are to run; the fallback takes the place of what is missing.</summary>
    /// <param name="cancellation">Stops a download.</param>
    /// <returns>The report, if all is up to date with the fallback.</returns>
    /// <exception cref="CodedException">The experiment cannot work with the fallback.</exception>
    public string? FindData(CancellationToken cancellation) => Placed(() =>
    {
        if (_spec.List)
            return null;
        var declared = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, declared, log.Downloads, cancellation);
        var grid = FindData(declared, context);
        if (ReferenceEquals(grid, declared))
            return null;
        if (IsUpToDate(grid, context))
            return Page;
        Check(grid, context);
        return null;
    });

    /// <summary>Runs it.</summary>
    /// <returns>Whether no job failed.</returns>
    /// <exception cref="CodedException">The experiment means nothing, or nothing of it could be run.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public bool Run(CancellationToken cancellation) => Placed(() =>
    {
        var grid = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, grid, log.Downloads, cancellation);
        if (!_spec.List && DatasetFallback.Of(_spec, catalogue.Datasets) is not null)
            grid = FindData(grid, context);
        Check(grid, context);
        if (_spec.List)
        {
            List(grid, context.Lookup);
            return true;
        }

        if (!data.IsReported)
            ReportMissing();
        return Run(grid, context, cancellation);
    });

    /// <summary>Deletes the experiment's report and what its jobs found.</summary>
    /// <exception cref="CodedException">The experiment means nothing, or a file cannot be deleted.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public void Clean(CancellationToken cancellation)
    {
        var grid = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, grid, null, cancellation);
        using var lockHandle = Lock(cancellation);
        try
        {
            Slurm.CancelAsync(Folder, cancellation).GetAwaiter().GetResult();
        }
        catch (CodedException error) when (error.Code == ExperimentErrorCodes.SlurmMissing)
        {
            log.Warning(_spec.Place(new(error.Code, "Slurm's commands are not here: if tasks that this experiment submitted still run on the cluster, they write results again. End them there, with scancel.", error)));
        }

        // Those too that ran on the fallback.
        var replaced = Grid.Of(DatasetFallback.Apply(_spec, catalogue.Datasets, isMissing: _ => true, isAvailable: _ => true), catalogue);
        var jobs = grid.Jobs.Concat(replaced.Jobs).DistinctBy(job => context.Lookup.Folder(job).Path).ToList();
        foreach (var job in jobs)
            context.Store.Delete(job);
        try
        {
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(Folder, error);
        }

        log.Table($"The results of {_spec.Name} are deleted: its report and {jobs.Count} jobs");
    }

    private T Placed<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (CodedException error) when (error.File is null)
        {
            throw _spec.Place(error);
        }
    }

    private Grid FindData(Grid grid, RunContext context)
    {
        var needed = Pending(grid, context.Lookup).Select(job => job.Job.Dataset).Distinct().ToList();
        var found = ExperimentData.Find(_spec, catalogue.Datasets, needed, dataset => data.FindMissing(dataset, context.Options));
        HasData = found.IsAvailable || Measured(grid, context).Count > 0;
        Warnings = found.Warnings;
        if (ReferenceEquals(found.Spec, _spec))
            return grid;
        _spec = found.Spec;
        return Grid.Of(_spec, catalogue);
    }

    private void ReportMissing()
    {
        if (!HasData)
            throw NoData;
        foreach (var warning in Warnings)
            log.Warning(warning);
    }

    private bool IsUpToDate(Grid grid, RunContext context) => Pending(grid, context.Lookup).Count == 0 && Stamp(grid, context, Measured(grid, context)).IsUpToDate;

    private void Check(Grid grid, RunContext context)
    {
        ClaimEvaluator.Check(_spec, catalogue.Evaluators);
        PublishedFile.Read(_spec, catalogue);
        if (Pending(grid, context.Lookup).Count == 0)
            return;
        Preflight.Check(_spec, grid);
        if (!grid.Execution.OnSlurm)
            context.Engine.Check();
    }

    private bool Run(Grid grid, RunContext context, CancellationToken cancellation)
    {
        using var lockHandle = Lock(cancellation);
        var failures = RunJobs(grid, context, cancellation);
        var measured = Measured(grid, context);
        if (measured.Count == 0)
        {
            return failures > 0 || grid.Execution.LeavesJobs
                ? failures == 0
                : throw _spec.Error(ExperimentErrorCodes.NothingRan, $"Experiment '{_spec.Name}' ran nothing: {string.Join(" and ", grid.Jobs.Select(job => job.Dataset.Name).Distinct())} cannot be had, as the warning says.");
        }

        var content = new ReportContent(_spec, context.Engine.ToString(), grid.Evaluators, PublishedFile.Read(_spec, catalogue), measured, grid.Jobs.Count);
        var stamp = Stamp(grid, context, measured);
        if (!stamp.IsUpToDate)
        {
            ReportStamp.Remove(Folder);
            ExperimentReport.Write(Folder, content);
            stamp.Set();
        }

        foreach (var line in TerminalTables.Lines(content))
            log.Table(line);
        log.Report(Page);
        return failures == 0;
    }

    /// <summary>Two builds at once would train the same jobs.</summary>
    private IDisposable Lock(CancellationToken cancellation)
    {
        var waiting = FileLock.AcquireAsync(Path.Combine(arguments.Results, ".lock"), cancellation);
        if (!waiting.IsCompleted)
            log.Table("Another build runs experiments here: waiting until it is done.");
        return waiting.GetAwaiter().GetResult();
    }

    private static List<MeasuredJob> Measured(Grid grid, RunContext context) => grid.Jobs.Select(context.Lookup.FindPart).OfType<MeasuredJob>().ToList();

    private ReportStamp Stamp(Grid grid, RunContext context, List<MeasuredJob> measured) => new(Folder, _spec, context.Engine.ToString(), grid.Evaluators, measured, grid.Jobs.Count);

    private List<(int Number, Job Job)> Pending(Grid grid, JobLookup lookup) =>
        grid.Jobs.Index().Select(job => (Number: job.Index + 1, Job: job.Item)).Where(job => _spec.Force || lookup.Find(job.Job) is null).ToList();

    /// <returns>How many jobs failed, and data sets with them.</returns>
    private int RunJobs(Grid grid, RunContext context, CancellationToken cancellation)
    {
        // Again: another build may have done them meanwhile.
        var pending = Pending(grid, context.Lookup);
        if (grid.Jobs.Count - pending.Count is > 0 and var upToDate)
            log.Table($"{upToDate} of {grid.Jobs.Count} jobs up to date");
        if (pending.Count == 0)
            return 0;

        ReportStamp.Remove(Folder);
        var damaged = 0;
        var usable = pending.Select(job => job.Job).GroupBy(job => job.Dataset).Where(jobs => CanLoad(jobs.Key, jobs, context, cancellation, ref damaged)).Select(jobs => jobs.Key).ToHashSet();
        pending.RemoveAll(job => !usable.Contains(job.Job.Dataset));
        if (pending.Count == 0 || damaged > 0 && grid.Execution.FailFast)
            return damaged;

        var progress = new GridProgress(_spec, grid, pending.Count, context.Lookup.Find, log);
        Executor(grid, context, pending.Count).RunAsync(pending, progress, cancellation).GetAwaiter().GetResult();
        return damaged + progress.Failures;
    }

    /// <summary>Finds or downloads the data once, before jobs read them: what is missing or damaged is one mistake, not one for each job.</summary>
    private bool CanLoad(IDataset dataset, IEnumerable<Job> jobs, RunContext context, CancellationToken cancellation, ref int damaged)
    {
        if (data.IsMissing(dataset, context.Options))
            return false;
        try
        {
            var content = dataset.LoadAsync(context.Options, cancellation).GetAwaiter().GetResult();
            CheckContent(dataset, content, jobs);
            return true;
        }
        catch (DatasetUnavailableException unavailable)
        {
            log.Warning(_spec.Place(unavailable));
        }
        catch (CodedException error)
        {
            damaged++;
            log.Error(error.File is null ? _spec.Place(error) : error);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            damaged++;
            log.Details(error.ToString());
            log.Error(_spec.Error(ExperimentErrorCodes.Unexpected, $"{dataset.Name} cannot be loaded: {error.Message} {log.DetailsPlace}"));
        }

        return false;
    }

    private void CheckContent(IDataset dataset, Dataset content, IEnumerable<Job> jobs)
    {
        foreach (var (part, images) in new[] { ("training", content.Train), ("test", content.Test) })
        {
            if (images.Labels.Any(label => label >= dataset.Classes))
                throw new CodedException(ErrorCodes.DataMismatch, $"{dataset.Name} says that it has {dataset.Classes} classes, and a {part} image has the label {images.Labels.Max()}. Labels begin at 0.");
        }

        if (jobs.OfType<ModelJob>().FirstOrDefault(job => job.Training.ValidationImages >= content.Train.Count) is { Training.ValidationImages: var set })
            throw _spec.Error(ExperimentErrorCodes.InvalidSetting, $"{_spec.GiverOf("ValidationImages")} sets ValidationImages to {set}, which leaves none of the {content.Train.Count} images of {dataset.Name} to train on. Set fewer.", "ValidationImages");
    }

    private IExecutor Executor(Grid grid, RunContext context, int jobs)
    {
        var kept = arguments with { Spec = _spec.CopyTo(Folder) };
        if (executor is not null)
            return executor(context.Runner, _spec);
        if (grid.Execution.OnSlurm)
            return new Slurm(_spec, arguments, grid, context.Lookup, log);

        // A process for each job costs a second or so to start: with a single one, no other can be spared its crash.
        return jobs == 1
            ? new InProcess(context.Runner, _spec.Force)
            : new WorkerProcesses(kept, grid.Execution.Parallelism(grid.Threads, context.Engine.IsProcessor), job => context.Lookup.Folder(job).Log);
    }

    private void List(Grid grid, JobLookup lookup)
    {
        log.Table(_spec.Name);
        foreach (var (index, job) in grid.Jobs.Index())
            log.Table($"{index + 1,4}  {State(job),-10}  {job.Key}");

        string State(Job job) => _spec.Force ? "to run" : lookup.Find(job) is not null ? "up to date" : lookup.IsTrained(job) ? "to measure" : "to run";
    }
}
