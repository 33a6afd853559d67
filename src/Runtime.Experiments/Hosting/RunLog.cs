using System.Globalization;
using ModelDsl.Data;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Hosting;

/// <summary>
/// What the runner tells the build, a line each: <c>##progress</c> replaces the live line, <c>##table</c> stays,
/// <c>##report</c> names the result, and errors and warnings have the form that MSBuild reads.
/// </summary>
internal sealed class RunLog(TextWriter output)
{
    // The terminal logger drops a live line that is wider than the terminal, as a whole.
    private const int LiveWidth = 45;

    /// <summary>A line that stays on the screen.</summary>
    public void Table(string text) => output.WriteLine($"##table {text}");

    /// <summary>Where the report is.</summary>
    public void Report(string path) => output.WriteLine($"##report {path}");

    /// <summary>An error; the build fails.</summary>
    public void Error(CodedException error) => output.WriteLine(error.ToLine());

    /// <summary>What only the log needs to know: an exception with its stack.</summary>
    public void Details(Exception? error)
    {
        if (error is not null)
            output.WriteLine(error.ToString());
    }

    /// <summary>A warning.</summary>
    public void Warning(CodedException warning) => output.WriteLine(warning.ToLine(Severity.Warning));

    /// <summary>The live line of a running job.</summary>
    public IProgress<TrainingProgress> Progress(Job job, int number, int count) => new Reporter<TrainingProgress>(progress =>
    {
        var state = string.Create(CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch - 1 + progress.Fraction:F1}/{progress.Epochs} loss {progress.Loss:F4}");
        // Where there is no room, the data set goes: the number names the job too.
        var text = $"{number}/{count} {job.Name} {job.Dataset.Name} {state}";
        WriteLive(output, text.Length <= LiveWidth ? text : $"{number}/{count} {job.Name} {state}");
    });

    /// <summary>The live line of a download.</summary>
    public IProgress<DownloadProgress> Downloads { get; } = new Reporter<DownloadProgress>(progress => WriteLive(output, string.Create(CultureInfo.InvariantCulture,
        $"{progress.File.Segments[^1]} {progress.Bytes / 1e6:F1}{(progress.Total is { } total ? $"/{total / 1e6:F1}" : "")} MB")));

    private static void WriteLive(TextWriter output, string text) => output.WriteLine($"##progress {(text.Length <= LiveWidth ? text : text[..(LiveWidth - 1)] + "…")}");

    /// <summary>A job that has just finished.</summary>
    public void Finished(FinishedJob job, int number, int count) => Table(string.Create(CultureInfo.InvariantCulture,
        $"{number}/{count}  {job.Job.Key}  test MSE {job.Result.Metrics[JobRunner.TestError]:F4}  ({job.Seconds:F1} s)"));

    // Unlike System.Progress, reports at once and on the caller's thread: lines stay in order.
    private sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
