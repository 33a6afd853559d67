using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job's files. All except the logs are written to a temporary name and renamed, so existing files are complete.</summary>
/// <param name="path">The folder.</param>
/// <param name="fingerprint">The job's fingerprint; records with another one count as missing.</param>
internal sealed class JobFolder(string path, Fingerprint fingerprint)
{
    /// <summary>The path of the folder.</summary>
    public string Path => path;

    /// <summary>The fingerprint of the job's weights.</summary>
    public Fingerprint Fingerprint => fingerprint;

    /// <summary>The trained weights.</summary>
    public string Weights => In("weights.safetensors");

    /// <summary>The checkpoints of an unfinished training.</summary>
    public Checkpoints Checkpoints => new(path);

    /// <summary>The finished epochs, one per line.</summary>
    public MetricsLog Metrics => new(In("metrics.jsonl"));

    /// <summary>The log of all runs of the job.</summary>
    public JobLog Log => new(In("job.log"));

    private string LockFile => In(".lock");

    private string Training => In("training.json");

    private string Result => In("result.json");

    private string Run => In("run.json");

    private string Configuration => In("configuration.json");

    /// <summary>The record of a finished training; otherwise null. An archive contains it without the weights.</summary>
    public TrainingRecord? FindTraining() =>
        Read(Training, StoreJson.Default.TrainingRecord) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>The stored metrics; null if none.</summary>
    public JobResult? FindResult() =>
        Read(Result, StoreJson.Default.JobResult) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>The time and machine of the job's last run; null if none.</summary>
    public RunRecord? FindRun() => Read(Run, StoreJson.Default.RunRecord);

    /// <summary>
    /// Locks the job against other processes: a job of a killed run may still finish its last step, and machines may share the folder.
    /// </summary>
    /// <returns>The lock; a disposal or the end of the process releases it.</returns>
    /// <exception cref="CodedException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public IDisposable Lock(CancellationToken cancellation) => FileLock.AcquireAsync(LockFile, cancellation).GetAwaiter().GetResult();

    /// <summary>Deletes temporary files of killed processes. The caller must hold the lock.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(path, ".*.tmp", SearchOption.AllDirectories))
            Delete(() => File.Delete(file));
    }

    /// <summary>The inputs of the folder's fingerprint, even if it is another one; null if missing.</summary>
    public IReadOnlyDictionary<string, string>? FindConfiguration() => Read(Configuration, StoreJson.Default.IReadOnlyDictionaryStringString);

    /// <summary>Writes the inputs of the fingerprint.</summary>
    public void WriteConfiguration() => Write(Configuration, fingerprint.Inputs, StoreJson.Default.IReadOnlyDictionaryStringString);

    public void Write(TrainingRecord record) => Write(Training, record, StoreJson.Default.TrainingRecord);

    public void Write(JobResult record) => Write(Result, record, StoreJson.Default.JobResult);

    public void Write(RunRecord record) => Write(Run, record, StoreJson.Default.RunRecord);

    /// <summary>Writes an evaluation's pictures, maps and values. The result with its record is written after them.</summary>
    /// <param name="evaluator">The evaluator's name.</param>
    /// <param name="evaluation">The findings.</param>
    public void Write(string evaluator, EvaluationContext evaluation)
    {
        foreach (var (name, picture) in evaluation.Pictures)
            picture.Write(PicturePath(evaluator, name));
        foreach (var (name, map) in evaluation.Maps)
            Write(MapPath(evaluator, name), map, StoreJson.Default.PointMap);
        foreach (var (metric, values) in evaluation.PerImage)
            AtomicFile.Write(ValuesPath(evaluator, metric), stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>A picture; null if missing.</summary>
    public ImageStrip? FindPicture(string evaluator, string name) =>
        File.Exists(PicturePath(evaluator, name)) ? ImageStrip.Read(PicturePath(evaluator, name)) : null;

    /// <summary>A map of points; null if missing.</summary>
    public PointMap? FindMap(string evaluator, string name) => Read(MapPath(evaluator, name), StoreJson.Default.PointMap);

    /// <summary>A metric's value for each test image; null if missing, as in an archive.</summary>
    public float[]? FindValues(string evaluator, string metric) =>
        File.Exists(ValuesPath(evaluator, metric)) ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(ValuesPath(evaluator, metric))).ToArray() : null;

    /// <summary>Deletes all files except the lock file.</summary>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Clear()
    {
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().Where(entry => entry.FullName != System.IO.Path.GetFullPath(LockFile)))
        {
            Delete(() =>
            {
                if (entry is DirectoryInfo folder)
                    folder.Delete(recursive: true);
                else
                    entry.Delete();
            });
        }
    }

    /// <summary>Deletes the folder, and its parents below the store's folder that become empty.</summary>
    /// <param name="root">The store's folder.</param>
    /// <exception cref="CodedException">A file cannot be deleted.</exception>
    public void Delete(string root) => Delete(() =>
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        var store = new DirectoryInfo(System.IO.Path.TrimEndingDirectorySeparator(root)).FullName;
        for (var folder = new DirectoryInfo(path).Parent!; folder.FullName != store && folder.Exists && !folder.EnumerateFileSystemInfos().Any(); folder = folder.Parent!)
            folder.Delete();
    });

    private void Delete(Action delete) => CodedFile.Write(path, () => FileRetry.Run(delete));

    private string PicturePath(string evaluator, string name) => In(evaluator, $"{name}.idx3-ubyte");

    private string MapPath(string evaluator, string name) => In(evaluator, $"{name}.points.json");

    private string ValuesPath(string evaluator, string metric) => In(evaluator, $"{metric}.f32");

    // Names of evaluators, pictures and metrics may contain characters that are invalid in file names.
    private string In(params string[] parts) => System.IO.Path.Combine([path, .. parts.Select(FileName.Of)]);

    // Records that cannot be parsed count as missing: the job runs again and replaces them.
    private static T? Read<T>(string file, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(CodedFile.Read(file, () => File.ReadAllBytes(file)), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string file, T record, JsonTypeInfo<T> type) =>
        AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, record, type));
}

/// <summary>The log of epochs, for tools that watch a training. A resumed training rewrites it with the history of its checkpoint.</summary>
internal sealed class MetricsLog(string path)
{
    /// <summary>Rewrites the file. It may lack the checkpoint's last epoch, because a run may end between writing the two.</summary>
    public void Restart(IReadOnlyList<EpochResult> history) =>
        AtomicFile.WriteText(path, string.Concat(history.Select((epoch, index) => Line(index + 1, epoch))));

    /// <summary>Appends the last epoch of a history.</summary>
    public void Append(IReadOnlyList<EpochResult> history) => CodedFile.Write(path, () => File.AppendAllText(path, Line(history.Count, history[^1])));

    private static string Line(int number, EpochResult epoch) =>
        JsonSerializer.Serialize(new EpochRecord(number, epoch.Loss, epoch.Validation, epoch.Metrics.ToDictionary(metric => metric.Key, metric => Finite(metric.Value))), LineJson.Default.EpochRecord) + "\n";

    // JSON has no NaN and no infinity.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
