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

namespace ModelDsl.Experiments;

/// <summary>One run of an experiment: runs the jobs that are not up to date, and writes the report.</summary>
/// <param name="arguments">The experiment and the folder of results.</param>
/// <param name="catalogue">The models, data sets and evaluators that it can name.</param>
/// <param name="log">The output.</param>
/// <param name="data">Looks for data sets.</param>
/// <param name="session">Shared with the other experiments of the build.</param>
internal sealed class ExperimentRun(Arguments arguments, Catalogue catalogue, RunLog log, DataSearch data, BuildSession session)
{
    private ExperimentSpec _spec = ExperimentSpec.Read(arguments.Spec);

    private Catalogue Catalogue => field ??= Grid.WithAddressed(_spec, catalogue);

    private string Folder => Path.Combine(arguments.Results, _spec.Name);

    /// <summary>The log of the build, which is beside the specification.</summary>
    public string LogFile => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(arguments.Spec))!, $"{_spec.Name}.log");

    private string Page => Path.Combine(Folder, HtmlReport.File);

    /// <summary>The missing data sets and their replacements; empty before <see cref="FindData(CancellationToken)"/>.</summary>
    public IReadOnlyList<CodedException> Warnings { get; private set; } = [];

    /// <summary>The claims, and those of them that no evaluator of the experiment measures; empty before <see cref="Check()"/>.</summary>
    public (IReadOnlyList<ClaimSpec> All, IReadOnlyList<ClaimSpec> Unmeasured) Claims { get; private set; } = ([], []);

    /// <summary>True if the jobs may run beside those of other experiments; false before <see cref="Check()"/>.</summary>
    public bool SharesCores { get; private set; }

    /// <summary>True if there are data to run a job on, or results to report; true before <see cref="FindData(CancellationToken)"/>.</summary>
    public bool HasData { get; private set; } = true;

    /// <summary>The error that no experiment has data.</summary>
    public CodedException NoData => ExperimentData.None(_spec, data.Missing);

    /// <summary>Checks, before any experiment trains, that this one can run.</summary>
    /// <returns>The report if all jobs and the report are up to date; otherwise null.</returns>
    /// <exception cref="CodedException">The experiment is invalid.</exception>
    public string? Check() => WithPosition(() =>
    {
        var grid = Grid.Of(_spec, catalogue);
        Claims = (_spec.Claims, [.. ClaimEvaluator.Unmeasured(_spec, grid.Evaluators)]);
        using var context = RunContext.Of(arguments, grid, null, CancellationToken.None);
        SharesCores = !_spec.List && CanShareCores(grid, context);
        return FindReportOrCheck(grid, context);
    });

    /// <summary>Looks for the data of pending jobs, and replaces missing data sets with the fallback.</summary>
    /// <param name="cancellation">Stops a download.</param>
    /// <returns>The report if all is up to date with the fallback; otherwise null.</returns>
    /// <exception cref="CodedException">The experiment is invalid with the fallback.</exception>
    public string? FindData(CancellationToken cancellation) => WithPosition(() =>
    {
        if (_spec.List)
            return null;
        var declared = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, declared, log.Downloads, cancellation);
        var grid = FindData(declared, context);
        return ReferenceEquals(grid, declared) ? null : FindReportOrCheck(grid, context);
    });

    /// <summary>Runs the pending jobs and reports, or prints the grid.</summary>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>True if no job failed.</returns>
    /// <exception cref="CodedException">The experiment is invalid, or no job could run.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public bool Run(CancellationToken cancellation) => WithPosition(() =>
    {
        var grid = Grid.Of(_spec, catalogue);
        using var context = RunContext.Of(arguments, grid, log.Downloads, cancellation);
        if (!_spec.List && DatasetFallback.Of(_spec, Catalogue.Datasets) is not null)
            grid = FindData(grid, context);
        Check(grid, context);
        if (_spec.List)
        {
            JobList.Print(_spec, grid, context.Lookup, log);
            return true;
        }

        if (!data.IsReported)
            ReportMissing();
        return Run(grid, context, cancellation);
    });

    private T WithPosition<T>(Func<T> work)
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
        var found = ExperimentData.Find(_spec, Catalogue.Datasets, needed, dataset => data.FindMissing(dataset, context.Options));
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

    private string? FindReportOrCheck(Grid grid, RunContext context)
    {
        if (!_spec.List && FindReport(grid, context) is { } report)
            return report;
        Check(grid, context);
        return null;
    }

    /// <summary>The report if all jobs and the report are up to date; otherwise null.</summary>
    private string? FindReport(Grid grid, RunContext context) => FindUpToDate(grid, context) is null ? null : Page;

    /// <summary>The measured jobs if all jobs and the report are up to date; otherwise null.</summary>
    private List<MeasuredJob>? FindUpToDate(Grid grid, RunContext context) =>
        Pending(grid, context.Lookup).Count == 0 && Measured(grid, context) is var measured && Stamp(grid, context, measured).IsUpToDate ? measured : null;

    private void Check(Grid grid, RunContext context)
    {
        ClaimEvaluator.Check(_spec, catalogue.Evaluators);
        PublishedFile.Read(_spec, Catalogue);
        if (Pending(grid, context.Lookup).Count == 0)
            return;
        CheckDataFolder(context.Options);
        Preflight.Check(_spec, grid);
        if (!grid.Execution.OnSlurm)
            context.Engine.Check();
    }

    private void CheckDataFolder(DataOptions options)
    {
        if (options.Folder is { } named && !Directory.Exists(named.Path))
            throw _spec.Error(ExperimentErrorCodes.DataFolderMissing, $"{named.NamedBy} names the folder {named.Path}, which does not exist. Correct the path, or remove the setting.", "DataDir");
    }

    private bool Run(Grid grid, RunContext context, CancellationToken cancellation)
    {
        // Results that are up to date are reported without the lock, because the folder may be read-only.
        if (FindUpToDate(grid, context) is { } upToDate)
        {
            log.Table($"{grid.Jobs.Count} of {grid.Jobs.Count} jobs up to date");
            Print(Content(grid, context, upToDate));
            return true;
        }

        using var lockHandle = session.Results.Acquire(arguments.Results, log, cancellation);
        foreach (var line in grid.LeftOut())
            log.Table(line);
        return Report(grid, context, RunJobs(grid, context, cancellation));
    }

    private bool Report(Grid grid, RunContext context, int failures)
    {
        var measured = Measured(grid, context);
        if (measured.Count == 0)
        {
            return failures > 0 || grid.Execution.LeavesJobs
                ? failures == 0
                : throw _spec.Error(ExperimentErrorCodes.NothingRan, $"Experiment '{_spec.Name}' ran nothing: {string.Join(" and ", grid.Jobs.Select(job => job.Dataset.Name).Distinct())} cannot be loaded. See the warning.");
        }

        var content = Content(grid, context, measured);
        var stamp = Stamp(grid, context, measured);
        if (!stamp.IsUpToDate)
        {
            ReportStamp.Remove(Folder);
            ExperimentReport.Write(Folder, content);
            stamp.Set();
        }

        Print(content);
        return failures == 0;
    }

    private ReportContent Content(Grid grid, RunContext context, List<MeasuredJob> measured) =>
        new(_spec, context.Engine.ToString(), grid.Evaluators, PublishedFile.Read(_spec, Catalogue), measured, grid.Jobs.Count);

    private void Print(ReportContent content)
    {
        foreach (var line in new TerminalTables(content, log.Terminal).Lines())
            log.Table(line);
        log.Report(Page);
    }

    private static List<MeasuredJob> Measured(Grid grid, RunContext context) => grid.Jobs.Select(context.Lookup.FindPart).OfType<MeasuredJob>().ToList();

    private ReportStamp Stamp(Grid grid, RunContext context, List<MeasuredJob> measured) => new(Folder, _spec, context.Engine.ToString(), grid.Evaluators, measured, grid.Jobs.Count);

    private List<(int Number, Job Job)> Pending(Grid grid, JobLookup lookup) =>
        grid.Jobs.Index().Select(job => (Number: job.Index + 1, Job: job.Item)).Where(job => _spec.Force || lookup.Find(job.Job) is null).ToList();

    /// <returns>The number of failed jobs and unusable data sets.</returns>
    private int RunJobs(Grid grid, RunContext context, CancellationToken cancellation)
    {
        // Evaluated under the lock: another build may have run some of the jobs.
        var pending = Pending(grid, context.Lookup);
        if (grid.Jobs.Count - pending.Count is > 0 and var upToDate)
            log.Table($"{upToDate} of {grid.Jobs.Count} jobs up to date");
        if (pending.Count == 0)
            return 0;

        ReportStamp.Remove(Folder);
        var check = new DataCheck(_spec, grid.Evaluators, session.UsableData, data, context.Options, log, cancellation);
        var usable = check.WithData(pending);
        if (usable.Count == 0 || check.Failures > 0 && grid.Execution.FailFast)
            return check.Failures;

        var progress = new GridProgress(_spec, grid, usable.Count, context.Lookup.Find, log);
        var copied = arguments with { Spec = _spec.CopyTo(Folder) };
        var jobs = session.Executor?.Invoke(context.Runner, _spec) ?? Executor(copied, grid, context, usable.Count);
        jobs.RunAsync(usable, progress, cancellation).GetAwaiter().GetResult();
        return check.Failures + progress.Failures;
    }

    private IExecutor Executor(Arguments copied, Grid grid, RunContext context, int jobs)
    {
        if (grid.Execution.OnSlurm)
            return new Slurm(_spec, arguments, grid, context.Lookup, log);

        // Starting a process takes more than a second. Separate processes protect jobs from each other's crashes, so a single job does not need one.
        if (jobs == 1 && session.Experiments.IsEmpty && session.Workers.IsEmpty)
            return new InProcess(context.Runner, _spec.Force);

        return new WorkerProcesses(copied, session.Workers, grid.Execution.Parallelism(grid.Threads, context.Engine.IsProcessor), job => context.Lookup.Folder(job).Log,
            CanShareCores(grid, context) ? (job, stop) => session.Cores.TakeAsync(arguments.Place, grid.Threads, context.Lookup.Folder(job).Path, stop) : null);
    }

    private static bool CanShareCores(Grid grid, RunContext context) => grid.Execution.CanShareCores && context.Engine.IsProcessor;
}
