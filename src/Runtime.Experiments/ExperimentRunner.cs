using System.Text;
using System.Text.RegularExpressions;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Execution;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;

namespace ModelDsl.Experiments;

/// <summary>The entry point of an experiment project: the build starts it once for each experiment, and it starts itself for each job.</summary>
public static partial class ExperimentRunner
{
    private const int Succeeded = 0;
    private const int Failed = 1;
    private const int Cancelled = 130;

    /// <summary>Runs one experiment with the library's data sets and evaluators.</summary>
    /// <inheritdoc cref="Main(string[], IReadOnlyList{ModelEntry}, IReadOnlyList{IDataset}, IReadOnlyList{IEvaluator})"/>
    public static int Main(string[] args, IReadOnlyList<ModelEntry> models) => Main(args, models, [], []);

    /// <summary>Runs one experiment, or one of its jobs.</summary>
    /// <param name="args">The command line, as the build's task gives it.</param>
    /// <param name="models">The declared models, from the generator.</param>
    /// <param name="datasets">The data sets that are declared besides the library's.</param>
    /// <param name="evaluators">The evaluators that are declared besides the library's.</param>
    /// <returns>The exit code: 0; 1 after an error was printed; 130 when cancelled.</returns>
    public static int Main(string[] args, IReadOnlyList<ModelEntry> models, IReadOnlyList<IDataset> datasets, IReadOnlyList<IEvaluator> evaluators)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(datasets);
        ArgumentNullException.ThrowIfNull(evaluators);
        if (Arguments.Parse(args) is not { } arguments)
        {
            Console.Error.WriteLine("This program runs one experiment for the build. Run: dotnet build -t:Experiments");
            return Failed;
        }

        var catalogue = new Catalogue(models, [.. Datasets.Known, .. datasets], [.. Evaluators.Known, .. evaluators]);
        // The build reads UTF-8, whatever the terminal's encoding is.
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        using var cancellation = new Cancellation(arguments.Parent, arguments.Job is null ? null : Console.OpenStandardInput());
        return arguments.Job is { } number
            ? RunJob(number, arguments, catalogue, output, cancellation.Token)
            : Run(arguments, catalogue, new RunLog(output), cancellation.Token);
    }

    /// <summary>Runs one experiment; errors go to the log.</summary>
    /// <param name="arguments">The experiment and where its results go.</param>
    /// <param name="catalogue">What it can name.</param>
    /// <param name="log">Where lines go.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <param name="executor">Where jobs run; null as the experiment says.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(
        Arguments arguments, Catalogue catalogue, RunLog log, CancellationToken cancellation, Func<JobRunner, ExperimentSpec, IExecutor>? executor = null)
    {
        try
        {
            return new ExperimentRun(arguments, catalogue, log, executor).Run(cancellation) ? Succeeded : Failed;
        }
        catch (OperationCanceledException)
        {
            log.Table("Stopped. Finished jobs are kept, and the others go on from their last epoch in the next run.");
            return Cancelled;
        }
        catch (Exception error)
        {
            if (error is not CodedException)
                log.Details(error.ToString());
            log.Error(Coded(error));
            return Failed;
        }
    }

    private static int RunJob(int number, Arguments arguments, Catalogue catalogue, TextWriter output, CancellationToken cancellation)
    {
        var worker = new Worker(output);
        try
        {
            var spec = ExperimentSpec.Read(arguments.Spec);
            var grid = Grid.Of(spec, catalogue);
            using var context = RunContext.Start(arguments, grid, null, cancellation);
            return worker.Run(number, grid.Jobs[number - 1], context.Runner, spec.Force, cancellation) ? Succeeded : Failed;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (Exception error)
        {
            worker.Logged(error.ToString());
            worker.Failed(number, Coded(error));
            return Failed;
        }
    }

    private static CodedException Coded(Exception error) => error switch
    {
        CodedException coded => coded,
        DllNotFoundException missing => EngineError(missing),
        TypeInitializationException { InnerException: DllNotFoundException missing } => EngineError(missing),
        _ => new CodedException(ErrorCodes.Unexpected, $"The experiment failed: {error.Message} The log has the details."),
    };

    /// <summary>The System provider's message begins with its code; TorchSharp's has none.</summary>
    private static CodedException EngineError(DllNotFoundException error) => EngineCode().Match(error.Message) is { Success: true } coded
        ? new CodedException(coded.Groups[1].Value, coded.Groups[2].Value, error)
        : new CodedException(ErrorCodes.EngineMissing, $"The tensor engine cannot be loaded: {error.Message} Run ./build.sh, which installs it.", error);

    [GeneratedRegex("^(MDX\\d{4}): (.*)", RegexOptions.Singleline)]
    private static partial Regex EngineCode();
}
