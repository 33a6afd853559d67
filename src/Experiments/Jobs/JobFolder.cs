using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job's files. Each but the logs is written under a temporary name and renamed: what is there is complete.</summary>
/// <param name="path">The folder.</param>
/// <param name="fingerprint">What the job depends on; a record with another is none.</param>
internal sealed class JobFolder(string path, Fingerprint fingerprint)
{
    /// <summary>Where the folder is.</summary>
    public string Path => path;

    /// <summary>What the job's weights depend on.</summary>
    public Fingerprint Fingerprint => fingerprint;

    /// <summary>The trained weights.</summary>
    public string Weights => In("weights.safetensors");

    /// <summary>The checkpoints of a training that goes on.</summary>
    public Checkpoints Checkpoints => new(path);

    /// <summary>The epochs so far, a line each.</summary>
    public MetricsLog Metrics => new(In("metrics.jsonl"));

    /// <summary>What the job's runs did.</summary>
    public JobLog Log => new(In("job.log"));

    private string LockFile => In(".lock");

    private string Training => In("training.json");

    private string Result => In("result.json");

    private string Run => In("run.json");

    private string Configuration => In("configuration.json");

    /// <summary>The record of the training, where it is finished. An archive keeps it without the weights.</summary>
    public TrainingRecord? FindTraining() =>
        Read(Training, StoreJson.Default.TrainingRecord) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>The metrics so far.</summary>
    public JobResult? FindResult() =>
        Read(Result, StoreJson.Default.JobResult) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>When and where the job ran.</summary>
    public RunRecord? FindRun() => Read(Run, StoreJson.Default.RunRecord);

    /// <summary>
    /// Waits until no other process runs the job: one of a run that was killed may still be at its last step, and computers may share the folder.
    /// </summary>
    /// <returns>Lets others run it when disposed; so does the end of the process.</returns>
    /// <exception cref="CodedException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public IDisposable Lock(CancellationToken cancellation) => FileLock.AcquireAsync(LockFile, cancellation).GetAwaiter().GetResult();

    /// <summary>Removes what a killed process was writing. The job is to be locked.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(path, ".*.tmp", SearchOption.AllDirectories))
            Delete(() => File.Delete(file));
    }

    /// <summary>Writes what the job depends on, before it begins.</summary>
    public void WriteConfiguration() => Write(Configuration, fingerprint.Inputs, StoreJson.Default.IReadOnlyDictionaryStringString);

    public void Write(TrainingRecord record) => Write(Training, record, StoreJson.Default.TrainingRecord);

    public void Write(JobResult record) => Write(Result, record, StoreJson.Default.JobResult);

    public void Write(RunRecord record) => Write(Run, record, StoreJson.Default.RunRecord);

    /// <summary>Writes an evaluation's pictures, maps and values. Its record is part of the result, and is written after them.</summary>
    /// <param name="evaluator">The evaluator's name.</param>
    /// <param name="evaluation">What it found.</param>
    public void Write(string evaluator, EvaluationContext evaluation)
    {
        foreach (var (name, picture) in evaluation.Pictures)
            picture.Write(PicturePath(evaluator, name));
        foreach (var (name, map) in evaluation.Maps)
            Write(MapPath(evaluator, name), map, StoreJson.Default.PointMap);
        foreach (var (metric, values) in evaluation.PerImage)
            AtomicFile.Write(ValuesPath(evaluator, metric), stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>A picture; null where it is not there.</summary>
    public ImageStrip? FindPicture(string evaluator, string name) =>
        File.Exists(PicturePath(evaluator, name)) ? ImageStrip.Read(PicturePath(evaluator, name)) : null;

    /// <summary>A map of points; null where it is not there.</summary>
    public PointMap? FindMap(string evaluator, string name) => Read(MapPath(evaluator, name), StoreJson.Default.PointMap);

    /// <summary>A metric's value for each test image; null where they are not there, as in an archive.</summary>
    public float[]? FindValues(string evaluator, string metric) =>
        File.Exists(ValuesPath(evaluator, metric)) ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(ValuesPath(evaluator, metric))).ToArray() : null;

    /// <summary>Forgets what the job found, and keeps its lock.</summary>
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

    /// <summary>Removes the folder, and those above it that are empty then, up to the store's.</summary>
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

    private void Delete(Action delete)
    {
        try
        {
            FileRetry.Run(delete);
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(path, error);
        }
    }

    private string PicturePath(string evaluator, string name) => In(evaluator, $"{name}.idx3-ubyte");

    private string MapPath(string evaluator, string name) => In(evaluator, $"{name}.points.json");

    private string ValuesPath(string evaluator, string metric) => In(evaluator, $"{metric}.f32");

    // Evaluators, their pictures and their metrics may have any name.
    private string In(params string[] parts) => System.IO.Path.Combine([path, .. parts.Select(FileName.Of)]);

    // A record that cannot be read is no record: it is made again and replaced.
    private static T? Read<T>(string file, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Reading(file, error);
        }
    }

    private static void Write<T>(string file, T record, JsonTypeInfo<T> type) =>
        AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, record, type));
}

/// <summary>The epochs of a training that goes on, for who watches a job: lines are added, and a run that goes on from a checkpoint begins with its history.</summary>
internal sealed class MetricsLog(string path)
{
    /// <summary>Brings the file to a history that was read from a checkpoint: the run may have ended between the two.</summary>
    public void Restart(IReadOnlyList<EpochResult> history) =>
        AtomicFile.WriteText(path, string.Concat(history.Select((epoch, index) => Line(index + 1, epoch))));

    /// <summary>Adds the last epoch of a history.</summary>
    public void Append(IReadOnlyList<EpochResult> history)
    {
        try
        {
            File.AppendAllText(path, Line(history.Count, history[^1]));
        }
        catch (Exception error) when (FileErrors.Covers(error))
        {
            throw FileErrors.Writing(path, error);
        }
    }

    private static string Line(int number, EpochResult epoch) =>
        JsonSerializer.Serialize(new EpochRecord(number, epoch.Loss, epoch.Validation, epoch.Metrics.ToDictionary(metric => metric.Key, metric => Finite(metric.Value))), LineJson.Default.EpochRecord) + "\n";

    // JSON has no word for what is not a number.
    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
