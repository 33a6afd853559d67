using Google.Protobuf;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Files;
using Tensorboard;

namespace ModelDsl.Experiments.Reports.TensorBoard;

/// <summary>
/// Writes the curves of each training for TensorBoard: <c>tensorboard --logdir FOLDER</c>. The files are named after jobs and depend only on
/// them.
/// </summary>
internal static class EventFiles
{
    public const string Folder = "tensorboard";

    // TensorBoard reads files whose name contains "tfevents".
    private const string EventFile = "events.out.tfevents.training";

    /// <summary>Writes a file for each trained job. Deletes earlier files, because TensorBoard would show them too.</summary>
    /// <exception cref="CodedException">A file cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<MeasuredJob> jobs)
    {
        if (Directory.Exists(folder))
            CodedFile.Write(folder, () => FileRetry.Run(() => Directory.Delete(folder, recursive: true)));
        foreach (var job in jobs)
        {
            if (job.Folder.FindTraining() is { } training)
                AtomicFile.Write(Path.Combine([folder, .. job.Job.Folders, EventFile]), stream => Write(stream, training, Finished(job)));
        }
    }

    /// <summary>Writes a training's losses and metrics, with one event per epoch.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="training">The record of the training.</param>
    /// <param name="wallTime">The end of the training, in seconds since 1970, as the time of all events: the times of epochs are not stored.</param>
    public static void Write(Stream stream, TrainingRecord training, double wallTime)
    {
        RecordFile.Append(stream, new Event { WallTime = wallTime, FileVersion = "brain.Event:2" }.ToByteArray());
        for (var epoch = 0; epoch < training.Loss.Count; epoch++)
        {
            var summary = new Summary { Value = { Scalar("loss", training.Loss[epoch]) } };
            if (training.Validation is { } validation)
                summary.Value.Add(Scalar("validation", validation[epoch]));
            foreach (var (name, values) in training.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                if (values[epoch] is { } value)
                    summary.Value.Add(Scalar(name, value));
            RecordFile.Append(stream, new Event { WallTime = wallTime, Step = epoch + 1, Summary = summary }.ToByteArray());
        }
    }

    private static Summary.Types.Value Scalar(string tag, double value) => new() { Tag = tag, SimpleValue = (float)value };

    private static double Finished(MeasuredJob job) => job.Folder.FindRun() is { } run ? run.Finished.ToUnixTimeMilliseconds() / 1000.0 : 0;
}
