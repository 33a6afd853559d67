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
/// The entry point of an experiment project. The build starts it once, and requests the check of all experiments and then each experiment that is
/// not up to date. It starts itself to run jobs.
/// </summary>
public static class ExperimentRunner
{
    // The next experiment follows within a fraction of a second, unless the build has other work.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs experiments, or some of their jobs.</summary>
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
        var catalogue = new Catalogue(models, [.. Datasets.Known, .. datasets], [.. Evaluators.Known, .. evaluators]);
        if (args is [RunnerProtocol.ServeVerb, var build])
            return Serve(build, catalogue, output, details);

        var arguments = Arguments.Parse(args);
        using var cancellation = new Cancellation(arguments?.Parent);
        if (arguments is { Verb: Verb.Job })
            return RunJobs(arguments, catalogue, output, details, cancellation);
        using var session = new BuildSession();
        return Execute(args, catalogue, new RunLog(output, details), session, cancellation.Token);
    }

    /// <summary>Executes the commands that the build requests. One process for all experiments of a build starts libtorch and the JIT compiler once.</summary>
    private static int Serve(string build, Catalogue catalogue, TextWriter output, TextWriter details)
    {
        var terminal = Environment.GetEnvironmentVariable(RunnerProtocol.TerminalVariable) == "1" ? TerminalSize.OfProcess() : (TerminalSize?)null;
        using var cancellation = new Cancellation(build);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation.Token);
        using var session = new BuildSession();
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        var requests = new RequestReader(input, s_patience, cancellation.Token);
        try
        {
            while (requests.Next(session.Workers.Clear) is { } request)
            {
                var code = Execute([.. request.Arguments], catalogue, new RunLog(output, details, request.Log, terminal), session, stop.Token);
                details.WriteLine($"{RunnerProtocol.End} {request.Id}");
                output.WriteLine($"{RunnerProtocol.End} {request.Id} {code}");
                cancellation.Token.ThrowIfCancellationRequested();
            }

            return ExitCodes.Succeeded;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Canceled;
        }
        finally
        {
            // Experiments that were started before their request.
            stop.Cancel();
        }
    }

    /// <summary>Executes a command of the build.</summary>
    private static int Execute(string[] args, Catalogue catalogue, RunLog log, BuildSession session, CancellationToken cancellation)
    {
        switch (args)
        {
            case [RunnerProtocol.ModelsVerb]:
                return Guarded(log, () => ListModels(catalogue.Models, log, namesAlone: false));
            case [RunnerProtocol.ModelsVerb, RunnerProtocol.NamesOption]:
                return Guarded(log, () => ListModels(catalogue.Models, log, namesAlone: true));
            case [RunnerProtocol.ModelsVerb, RunnerProtocol.ExportOption, var format, var folder, var weights, .. var names]:
                return Guarded(log, () => new ModelExport(catalogue.Models, log).Run(format, folder, weights, names));
            case [RunnerProtocol.CheckVerb, var results, var archive, .. [var first, ..] specs]:
                return CompiledAhead(Path.GetDirectoryName(Path.GetFullPath(first))!, () => Guarded(log, () =>
                    new ExperimentCheck(catalogue, log, session, cancellation).Run(specs.Select(spec => new Arguments(spec, results) { Archive = archive == "" ? null : archive }))));
        }

        if (Arguments.Parse(args) is { } arguments)
        {
            var planned = session.Experiments.Request(arguments);
            return planned is { Started: not null } ? planned.Finish(log) : Run(planned?.Arguments ?? arguments, catalogue, log, session, cancellation);
        }

        Console.Error.WriteLine($"This program runs experiments for the build. Run: dotnet build -t:Experiments{Environment.NewLine}Arguments: {Arguments.Usage}");
        return ExitCodes.Failed;
    }

    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true });

    /// <summary>Runs one experiment, or deletes its results; errors go to the log.</summary>
    /// <param name="arguments">The experiment and the folder of results.</param>
    /// <param name="catalogue">The models, data sets and evaluators that it can name.</param>
    /// <param name="log">The output.</param>
    /// <param name="session">Shared with the other experiments of the build.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(Arguments arguments, Catalogue catalogue, RunLog log, BuildSession session, CancellationToken cancellation) => Guarded(log, () =>
    {
        if (arguments.Verb == Verb.Run)
            return new ExperimentRun(arguments, catalogue, log, new DataSearch(arguments.Unavailable, cancellation), session).Run(cancellation);
        new ResultsCleanup(arguments, catalogue, log, session.Results).Run(cancellation);
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
    private static int CompiledAhead(string folder, Func<int> check)
    {
        ProfileOptimization.SetProfileRoot(folder);
        ProfileOptimization.StartProfile("check.profile");
        var code = check();
        ProfileOptimization.StartProfile(null);
        return code;
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

    private static int RunJobs(Arguments arguments, Catalogue catalogue, TextWriter output, TextWriter details, Cancellation cancellation)
    {
        var requests = arguments.Requests is { } handle ? new JobRequests(handle, cancellation.Cancel).All : [new WorkerRequest(arguments.Spec, arguments.Number)];
        var worker = new Worker(output);
        try
        {
            using var jobs = new RequestedJobs(arguments, catalogue, cancellation.Token);
            foreach (var request in requests)
            {
                var (job, runner, force) = jobs.Find(request);
                if (!worker.Run(request.Number, job, runner, force, cancellation.Token))
                    return ExitCodes.Failed;
            }

            return ExitCodes.Succeeded;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Canceled;
        }
        catch (Exception error)
        {
            worker.Logged(error.ToString());
            worker.Failed(arguments.Number, Coded(error, new RunLog(output, details)));
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
