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

/// <summary>The entry point of an experiment project: the build has it check all experiments, and starts it for each that is not up to date; it starts itself for each job.</summary>
public static class ExperimentRunner
{
    /// <summary>Runs one experiment, or one of its jobs.</summary>
    /// <param name="args">The command line, as the build's task gives it.</param>
    /// <param name="models">The declared models, from the generator.</param>
    /// <param name="datasets">The data sets that are declared besides the library's.</param>
    /// <param name="evaluators">The evaluators that are declared besides the library's.</param>
    /// <returns>The exit code: 0; 1 after an error was printed; 130 when canceled.</returns>
    public static int Main(string[] args, IReadOnlyList<ModelEntry> models, IReadOnlyList<IDataset> datasets, IReadOnlyList<IEvaluator> evaluators)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(evaluators);
        // Settings of a user's evaluator are part of fingerprints, whatever the system's language is.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        // The build reads UTF-8, whatever the terminal's encoding is.
        using var output = Utf8(Console.OpenStandardOutput());
        using var details = Utf8(Console.OpenStandardError());
        // What models, objectives and evaluators print is for the log, whatever it looks like.
        Console.SetOut(details);
        Console.SetError(details);
        var log = new RunLog(output, details, Environment.GetEnvironmentVariable(RunnerProtocol.LogVariable));
        if (args is [RunnerProtocol.ModelsVerb])
            return Guarded(log, () => ListModels(models, log));
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

        using var cancellation = new Cancellation(arguments.Parent, arguments.StopsWithInput ? Console.OpenStandardInput() : null);
        return arguments.Verb == Verb.Job ? RunJob(arguments, catalogue, output, log, cancellation.Token) : Run(arguments, catalogue, log, cancellation.Token);
    }

    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });

    /// <summary>Runs one experiment, or deletes its results; errors go to the log.</summary>
    /// <param name="arguments">The experiment and where its results go.</param>
    /// <param name="catalogue">What it can name.</param>
    /// <param name="log">Where lines go.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <param name="executor">Where jobs run; null as the experiment says.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(
        Arguments arguments, Catalogue catalogue, RunLog log, CancellationToken cancellation, Func<JobRunner, ExperimentSpec, IExecutor>? executor = null) => Guarded(log, () =>
    {
        var run = new ExperimentRun(arguments, catalogue, log, new DataSearch(arguments.Unavailable, cancellation), executor);
        if (arguments.Verb == Verb.Run)
            return run.Run(cancellation);
        run.Clean(cancellation);
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
            log.Table("Stopped. Finished jobs are kept, and the others go on from their last epoch in the next run.");
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
    /// A check that finds nothing to do spends its time on compiling itself. What the last one compiled is listed in the folder, and a second core
    /// compiles it ahead; where the list is missing, or is of other code, all goes on without.
    /// </summary>
    private static void CompileAhead(string folder)
    {
        ProfileOptimization.SetProfileRoot(folder);
        ProfileOptimization.StartProfile("check.profile");
    }

    private static bool ListModels(IReadOnlyList<ModelEntry> models, RunLog log)
    {
        foreach (var entry in models)
        {
            using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);
            log.Table($"{entry.Name}{(entry.Sizes.Count > 0 ? $" ({string.Join(", ", entry.Sizes.Select(size => $"{size.Name} = {size.Default}"))})" : "")}");
            foreach (var line in ((IModel)model).Summary.ToString().Split('\n'))
                log.Table($"  {line}");
            log.Table("");
        }

        return true;
    }

    private static int RunJob(Arguments arguments, Catalogue catalogue, TextWriter output, RunLog log, CancellationToken cancellation)
    {
        var worker = new Worker(output);
        try
        {
            var spec = ExperimentSpec.Read(arguments.Spec);
            var grid = Grid.Of(spec, catalogue);
            using var context = RunContext.Of(arguments, grid, null, cancellation);
            return worker.Run(arguments.Number, grid.Jobs[arguments.Number - 1], context.Runner, spec.Force, cancellation) ? ExitCodes.Succeeded : ExitCodes.Failed;
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

    /// <summary>An error with a code, for one that was thrown.</summary>
    internal static CodedException Coded(Exception error, RunLog log) => error switch
    {
        CodedException coded => coded,
        _ when TensorEngine.Explain(error) is { } failure => failure,
        _ => new CodedException(ExperimentErrorCodes.Unexpected, $"The experiment failed: {error.Message} {log.DetailsPlace}"),
    };
}
