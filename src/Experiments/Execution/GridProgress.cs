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
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<int, (TimeSpan Began, double At)> _starts = [];
    private int _done;

    /// <summary>The number of failed jobs.</summary>
    public int Failures { get; private set; }

    /// <inheritdoc/>
    public void Progressed(int number, JobProgress progress)
    {
        var job = grid.Jobs[number - 1];
        var place = $"{number}/{grid.Jobs.Count}";
        if (progress.Stage != JobProgress.Training)
        {
            log.Live($"{place} {job.Name} {job.Dataset.Name} {progress.Stage}", $"{place} {job.Name} {progress.Stage}");
            return;
        }

        var (began, at) = _starts.TryGetValue(number, out var start) ? start : _starts[number] = (_watch.Elapsed, progress.Epoch);
        var rest = progress.Epoch > at ? (_watch.Elapsed - began) / (progress.Epoch - at) * (progress.Epochs - progress.Epoch) : (TimeSpan?)null;
        var brief = string.Create(CultureInfo.InvariantCulture, $"{progress.Epoch:F1}/{progress.Epochs} loss {Loss(progress.Loss)}");
        var full = string.Create(CultureInfo.InvariantCulture, $"{brief} {progress.ImagesPerSecond / 1000:F1}k/s{Left(rest)}{GridLeft()}");
        log.Live($"{place} {job.Name} {job.Dataset.Name} {full}", $"{place} {job.Name} {full}", $"{place} {full}", $"{place} {job.Name} {brief}", $"{place} {brief}");
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

        _done++;
        var seconds = done.Folder.FindRun()?.Seconds ?? 0;
        log.Table(string.Create(CultureInfo.InvariantCulture, $"{number}/{grid.Jobs.Count}  {job.Key}{FirstMetric(done)}  ({seconds:F1} s)"));
        return true;
    }

    /// <inheritdoc/>
    public bool Failed(int number, CodedException error)
    {
        _done++;
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

    // An estimate from the mean duration of the finished jobs.
    private string GridLeft() => _done == 0 ? "" : $", all{Left(_watch.Elapsed / _done * (pending - _done))}";

    private static string Left(TimeSpan? rest) => rest is not { } time ? ""
        : time.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $" {(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}")
        : string.Create(CultureInfo.InvariantCulture, $" {time.Minutes}:{time.Seconds:D2}");

    private static string Loss(double loss) => loss.ToString(Math.Abs(loss) < 10 ? "F4" : "F1", CultureInfo.InvariantCulture);
}
