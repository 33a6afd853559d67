using System.Diagnostics;
using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Execution;

/// <summary>Reports the progress of an experiment's jobs to the build: a live line, and a permanent line for each finished job.</summary>
/// <param name="spec">The experiment, for the positions of errors.</param>
/// <param name="grid">All jobs.</param>
/// <param name="pending">The number of jobs to run.</param>
/// <param name="find">Finds a finished job's metrics.</param>
/// <param name="log">The output.</param>
internal sealed class GridProgress(ExperimentSpec spec, Grid grid, int pending, Func<Job, MeasuredJob?> find, RunLog log) : IJobEvents
{
    private static readonly TimeSpan s_leastTime = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    // The finished fraction of each running job's training.
    private readonly Dictionary<int, double> _running = [];
    private int _ended;

    /// <summary>The number of failed jobs.</summary>
    public int Failures { get; private set; }

    /// <inheritdoc/>
    public void Progressed(int number, JobProgress progress)
    {
        var name = grid.Jobs[number - 1].Name;
        if (progress.Stage != JobProgress.Training)
        {
            _running[number] = 1;
            log.Live(Joined(Done, $"{name} {progress.Stage}", Left()), Joined(Done, $"{name} {progress.Stage}"), $"{name} {progress.Stage}");
            return;
        }

        _running[number] = progress.Epoch / progress.Epochs;
        var epoch = string.Create(CultureInfo.InvariantCulture, $"{name} epoch {progress.Epoch:F1} of {progress.Epochs}");
        var loss = $"loss {Loss(progress.Loss)}";
        var speed = progress.ImagesPerSecond < 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{progress.ImagesPerSecond:N0} images/s");
        log.Live(Joined(Done, epoch, loss, speed, Left()), Joined(Done, epoch, loss, Left()), Joined(Done, epoch, Left()), Joined(Done, epoch), Joined(epoch, Left()), epoch);
    }

    /// <inheritdoc/>
    public bool Finished(int number)
    {
        var job = grid.Jobs[number - 1];
        if (find(job) is not { } done)
        {
            return Failed(number, new CodedException(ExperimentErrorCodes.ResultMissing,
                $"{job.Key} is done, but its result is missing: the project was built again while the experiment ran, or the result was deleted. Run the build again."));
        }

        End(number);
        var seconds = done.Folder.FindRun()?.Seconds ?? 0;
        log.Table(string.Create(CultureInfo.InvariantCulture, $"{number}/{grid.Jobs.Count}  {job.Key}{FirstMetric(done)}  ({seconds:F1} s)"));
        return true;
    }

    /// <inheritdoc/>
    public bool Failed(int number, CodedException error)
    {
        End(number);
        Failures++;
        log.Error(spec.Place(error));
        return !grid.Execution.FailFast;
    }

    /// <inheritdoc/>
    public void Warned(CodedException warning) => log.Warning(spec.Place(warning));

    /// <inheritdoc/>
    public void Logged(string line) => log.Details(line);

    private string FirstMetric(MeasuredJob job) => (
        from evaluator in grid.Evaluators
        from metric in evaluator.Metrics
        where job.Result.Evaluations[evaluator.Name].Metrics.ContainsKey(metric.Name)
        select $"  {metric.Title} {job.Result.Evaluations[evaluator.Name].Metrics[metric.Name].ToString($"F{metric.Digits}", CultureInfo.InvariantCulture)}").FirstOrDefault("");

    private string Done => $"{grid.Jobs.Count - pending + _ended} of {grid.Jobs.Count} done";

    private void End(int number)
    {
        _ended++;
        _running.Remove(number);
        log.Live(Done);
    }

    /// <summary>The estimated time left for all jobs, from the finished fraction; empty in the first seconds, and while the last jobs are evaluated.</summary>
    private string Left()
    {
        var finished = (_ended + _running.Values.Sum()) / pending;
        // The duration of an evaluation is not known while it runs.
        if (finished is <= 0 or >= 1 || _watch.Elapsed < s_leastTime)
            return "";
        var left = _watch.Elapsed * ((1 - finished) / finished);
        return left.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{left.TotalHours:F1} h left")
            : left.TotalMinutes >= 2 ? string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:F0} min left")
            : string.Create(CultureInfo.InvariantCulture, $"{left.TotalSeconds:F0} s left");
    }

    private static string Joined(params ReadOnlySpan<string> parts)
    {
        var text = "";
        foreach (var part in parts)
            text += part == "" ? "" : text == "" ? part : $" · {part}";
        return text;
    }

    private static string Loss(double loss) => loss.ToString(Math.Abs(loss) < 10 ? "F4" : "F1", CultureInfo.InvariantCulture);
}
