using ModelDsl.Experiments.Hosting;

namespace ModelDsl.Experiments;

/// <summary>An experiment that the build will request.</summary>
/// <param name="arguments">The arguments of its run.</param>
/// <param name="logFile">The path of the build's log.</param>
/// <param name="sharesCores">True if its jobs may run beside those of other experiments.</param>
internal sealed class PlannedExperiment(Arguments arguments, string logFile, bool sharesCores)
{
    private readonly HeldLines _output = new();
    private readonly HeldLines _details = new();

    /// <summary>The arguments of its run.</summary>
    public Arguments Arguments { get; private set; } = arguments;

    /// <summary>The place among the experiments of the build, from 0.</summary>
    public int Place
    {
        get => Arguments.Place;
        set => Arguments = Arguments with { Place = value };
    }

    /// <summary>True if its jobs may run beside those of other experiments.</summary>
    public bool SharesCores => sharesCores;

    /// <summary>The run that started before the request; null if none has started. Its result is the exit code.</summary>
    public Task<int>? Started { get; private set; }

    /// <summary>Starts the run. Its output is kept until the request.</summary>
    /// <param name="run">Runs the experiment and returns the exit code.</param>
    /// <param name="like">A log with the terminal of the build.</param>
    public void Start(Func<Arguments, RunLog, int> run, RunLog like) =>
        Started = Task.Factory.StartNew(() => run(Arguments, like.Redirected(_output, _details, logFile)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Writes the output of the started run, and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(RunLog log)
    {
        log.Continue(_output, _details);
        return Started!.GetAwaiter().GetResult();
    }
}
