using System.Text;
using System.Text.RegularExpressions;
using ModelDsl.Data;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;

namespace ModelDsl.Experiments;

/// <summary>The entry point of an experiment project: the build starts it once for each experiment.</summary>
public static partial class ExperimentRunner
{
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int Cancelled = 130;

    /// <summary>Runs one experiment.</summary>
    /// <param name="args"><c>run --spec FILE --results FOLDER [--parent PID]</c>, as the build's task gives them.</param>
    /// <param name="models">The declared models, from the generator.</param>
    /// <returns>The exit code: 0; 1 after an error was printed; 130 when cancelled.</returns>
    public static int Main(string[] args, IReadOnlyList<ModelEntry> models)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(models);
        if (Arguments.Parse(args) is not { } arguments)
        {
            Console.Error.WriteLine("This program runs one experiment for the build. Run: dotnet build -t:Experiments");
            return Failed;
        }

        using var cancellation = new Cancellation(arguments.Parent);
        // The build reads UTF-8, whatever the terminal's encoding is.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        return Run(arguments, models, Datasets.Known, new RunLog(output), cancellation.Token);
    }

    /// <summary>Runs one experiment with given data sets; errors go to the log.</summary>
    /// <returns>The exit code.</returns>
    internal static int Run(
        Arguments arguments, IReadOnlyList<ModelEntry> models, IReadOnlyList<IDataset> datasets, RunLog log, CancellationToken cancellation)
    {
        try
        {
            var spec = ExperimentSpec.Read(arguments.Spec);
            var grid = Grid.Of(spec, models, datasets);
            return Run(spec, grid, arguments.Results, log, cancellation) ? Succeeded : Failed;
        }
        catch (OperationCanceledException)
        {
            log.Table("Stopped. Finished jobs are kept; the next run goes on with the others.");
            return Cancelled;
        }
        catch (CodedException error)
        {
            log.Error(error);
            return Failed;
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException })
        {
            log.Error(EngineError(error as DllNotFoundException ?? (DllNotFoundException)error.InnerException!));
            return Failed;
        }
        catch (Exception error)
        {
            log.Details(error);
            log.Error(new CodedException(ErrorCodes.Unexpected, $"The experiment failed: {error.Message} The log has the details."));
            return Failed;
        }
    }

    /// <summary>The System provider's message begins with its code; TorchSharp's has none.</summary>
    private static CodedException EngineError(DllNotFoundException error) => EngineCode().Match(error.Message) is { Success: true } coded
        ? new CodedException(coded.Groups[1].Value, coded.Groups[2].Value, error)
        : new CodedException(ErrorCodes.EngineMissing, $"The tensor engine cannot be loaded: {error.Message} Run ./build.sh, which installs it.", error);

    [GeneratedRegex("^(MDX\\d{4}): (.*)", RegexOptions.Singleline)]
    private static partial Regex EngineCode();

    private static bool Run(ExperimentSpec spec, Grid grid, string results, RunLog log, CancellationToken cancellation)
    {
        var engine = Engine.Start(grid.Device, grid.Threads);
        using var data = new DataSource(DataOptions.FromEnvironment(grid.DataDir) with { Progress = log.Downloads }, engine, cancellation);
        var runner = new JobRunner(new JobStore(Path.Combine(results, "jobs")), engine, data, spec.Force);
        if (spec.List)
        {
            List(grid, runner, log);
            return true;
        }

        Preflight.Check(spec, grid);
        var (finished, failures) = RunJobs(spec, grid, runner, data, log, cancellation);
        if (finished.Count == 0)
            return failures > 0 ? false : throw spec.Error(ErrorCodes.NothingRan, $"Experiment '{spec.Name}' ran nothing: none of its data sets can be had.");

        var report = new ExperimentReport(spec, engine.ToString(), finished);
        report.Write(Path.Combine(results, spec.Name));
        foreach (var line in report.Table())
            log.Table(line);
        log.Report(Path.Combine(results, spec.Name, ExperimentReport.MarkdownFile));
        return failures == 0;
    }

    private static (List<FinishedJob> Finished, int Failures) RunJobs(
        ExperimentSpec spec, Grid grid, JobRunner runner, DataSource data, RunLog log, CancellationToken cancellation)
    {
        var finished = new List<FinishedJob>();
        var unusable = new HashSet<IDataset>();
        var failures = 0;
        foreach (var (index, job) in grid.Jobs.Index())
        {
            if (runner.Find(job) is { } known)
            {
                finished.Add(known);
                continue;
            }

            if (unusable.Contains(job.Dataset))
                continue;

            try
            {
                cancellation.ThrowIfCancellationRequested();
                var done = runner.Run(job, log.Progress(job, index + 1, grid.Jobs.Count), cancellation);
                finished.Add(done);
                log.Finished(done, index + 1, grid.Jobs.Count);
            }
            catch (DatasetUnavailableException unavailable)
            {
                unusable.Add(job.Dataset);
                log.Warning(spec.Place(unavailable));
            }
            catch (CodedException error)
            {
                failures++;
                // Data that cannot be loaded are one mistake, not one for each job.
                if (!data.Has(job.Dataset))
                    unusable.Add(job.Dataset);
                log.Details(error.InnerException);
                log.Error(spec.Place(error));
                if (grid.FailFast)
                    break;
            }
        }

        var upToDate = finished.Count(job => job.Seconds is null);
        if (upToDate > 0)
            log.Table($"{upToDate} of {grid.Jobs.Count} jobs up to date");
        return (finished, failures);
    }

    private static void List(Grid grid, JobRunner runner, RunLog log)
    {
        foreach (var (index, job) in grid.Jobs.Index())
            log.Table($"{index + 1,4}  {(runner.Find(job) is null ? "to run    " : "up to date")}  {job.Key}");
    }
}
