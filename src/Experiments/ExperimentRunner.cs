using System.Globalization;
using System.Runtime;
using System.Text;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;

namespace ModelDsl.Experiments;

/// <summary>
/// The entry point of an experiment project. The build starts it once to check all experiments, and then for each experiment that is not up to
/// date. It starts itself to run jobs.
/// </summary>
public static class ExperimentRunner
{
    /// <summary>Runs one experiment, or some of its jobs.</summary>
    /// <param name="args">The command line from the build task.</param>
    /// <param name="models">The declared models, from the generator.</param>
    /// <param name="datasets">The data sets of the project, in addition to the library's.</param>
    /// <param name="evaluators">The evaluators of the project, in addition to the library's.</param>
    /// <returns>The exit code: 0 for success, 1 after an error was printed, 130 if canceled.</returns>
    public static int Main(string[] args, IReadOnlyList<ModelEntry> models, IReadOnlyList<IDataset> datasets, IReadOnlyList<IEvaluator> evaluators)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(evaluators);
        // Evaluators format their settings, which are part of fingerprints: the system's language must not change them.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // The build reads UTF-8, independent of the terminal's encoding.
        using var output = Utf8(Console.OpenStandardOutput());
        using var details = Utf8(Console.OpenStandardError());
        // Output of user code goes to the log: it must not be parsed as the runner's.
        Console.SetOut(details);
        Console.SetError(details);
        var log = new RunLog(output, details, Environment.GetEnvironmentVariable(RunnerProtocol.LogVariable),
            Environment.GetEnvironmentVariable(RunnerProtocol.TerminalVariable) == "1" ? TerminalSize.OfProcess() : null);
        if (args is [RunnerProtocol.ModelsVerb, .. var options] && options is [] or [RunnerProtocol.NamesOption])
            return Guarded(log, () => ListModels(models, log, namesAlone: options is not []));
        if (args is [RunnerProtocol.ModelsVerb, RunnerProtocol.ExportOption, var format, var folder, var weights, .. var names])
            return Guarded(log, () => new ModelExport(models, log).Run(format, folder, weights, names));
        if (args is [RunnerProtocol.CheckVerb, _, _, _, var first, ..])
            CompileAhead(Path.GetDirectoryName(Path.GetFullPath(first))!);
        var catalogue = new Catalogue(models, [.. Datasets.Known, .. datasets], [.. Evaluators.Known, .. evaluators]);
        if (args is [RunnerProtocol.CheckVerb, var parent, var results, var archive, .. var specs])
        {
            using var stop = new Cancellation(parent);
            return Guarded(log, () => new ExperimentCheck(catalogue, log, stop.Token).Run(specs.Select(spec => new Arguments(spec, results) { Archive = archive == "" ? null : archive })));
        }

        if (Arguments.Parse(args) is not { } arguments)
        {
            Console.Error.WriteLine($"This program runs one experiment for the build. Run: dotnet build -t:Experiments{Environment.NewLine}Arguments: {Arguments.Usage}");
            return ExitCodes.Failed;
        }

        using var cancellation = new Cancellation(arguments.Parent);
        return arguments.Verb == Verb.Job ? RunJobs(arguments, catalogue, output, log, cancellation) : Run(arguments, catalogue, log, cancellation.Token);
    }

    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });

    /// <summary>Runs one experiment, or deletes its results; errors go to the log.</summary>
    /// <param name="arguments">The experiment and the folder of results.</param>
    /// <param name="catalogue">The models, data sets and evaluators that it can name.</param>
    /// <param name="log">The output.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <param name="executor">Runs the jobs; null for the executor that the experiment sets.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(
        Arguments arguments, Catalogue catalogue, RunLog log, CancellationToken cancellation, Func<JobRunner, ExperimentSpec, IExecutor>? executor = null) => Guarded(log, () =>
    {
        if (arguments.Verb == Verb.Run)
            return new ExperimentRun(arguments, catalogue, log, new DataSearch(arguments.Unavailable, cancellation), executor).Run(cancellation);
        new ResultsCleanup(arguments, catalogue, log).Run(cancellation);
        return true;
    });

    private static int Guarded(RunLog log, Func<bool> run)
    {
        try
        {
            return run() ? ExitCodes.Succeeded : ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            log.Table("Stopped. Finished jobs are kept. The next run resumes the others from their last epoch.");
            return ExitCodes.Canceled;
        }
        catch (Exception error)
        {
            if (error is not CodedException)
                log.Details(error.ToString());
            log.Error(Coded(error, log));
            return ExitCodes.Failed;
        }
    }

    /// <summary>
    /// Replays a multicore-JIT profile of the last check: if all is up to date, JIT compilation dominates the time. A missing or outdated profile is
    /// ignored.
    /// </summary>
    private static void CompileAhead(string folder)
    {
        ProfileOptimization.SetProfileRoot(folder);
        ProfileOptimization.StartProfile("check.profile");
    }

    private static bool ListModels(IReadOnlyList<ModelEntry> models, RunLog log, bool namesAlone)
    {
        foreach (var entry in models)
        {
            log.Table($"{entry.Name}{(entry.Sizes.Count > 0 ? $" ({string.Join(", ", entry.Sizes.Select(size => $"{size.Name} = {size.Default}"))})" : "")}");
            if (namesAlone)
                continue;
            using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
            foreach (var line in ((IModel)model).Summary.ToString().Split('\n'))
                log.Table($"  {line}");
            log.Table("");
        }

        return true;
    }

    private static int RunJobs(Arguments arguments, Catalogue catalogue, TextWriter output, RunLog log, Cancellation cancellation)
    {
        var numbers = arguments.Requests is { } handle ? new JobRequests(handle, cancellation.Cancel).Numbers : [arguments.Number];
        var worker = new Worker(output);
        try
        {
            var spec = ExperimentSpec.Read(arguments.Spec);
            var grid = Grid.Of(spec, catalogue);
            using var context = RunContext.Of(arguments, grid, null, cancellation.Token);
            return numbers.All(number => worker.Run(number, grid.Jobs[number - 1], context.Runner, spec.Force, cancellation.Token)) ? ExitCodes.Succeeded : ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Canceled;
        }
        catch (Exception error)
        {
            worker.Logged(error.ToString());
            worker.Failed(arguments.Number, Coded(error, log));
            return ExitCodes.Failed;
        }
    }

    /// <summary>Converts an exception to an error with a code.</summary>
    internal static CodedException Coded(Exception error, RunLog log) => error switch
    {
        CodedException coded => coded,
        _ when TensorEngine.Explain(error) is { } failure => failure,
        _ => new CodedException(ExperimentErrorCodes.Unexpected, $"The experiment failed: {error.Message} {log.DetailsPlace}"),
    };
}
