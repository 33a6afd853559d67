using System.Runtime.InteropServices;
using System.Text.Json;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Files;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>A job's files. All except the logs are written to a temporary name and renamed, so existing files are complete.</summary>
/// <param name="path">The folder.</param>
/// <param name="fingerprint">The job's fingerprint; records with another one count as missing.</param>
/// <param name="isArchived">True for a folder of an archive, which contains only the records.</param>
internal sealed class JobFolder(string path, Fingerprint fingerprint, bool isArchived = false)
{
    /// <summary>The path of the folder.</summary>
    public string Path => path;

    /// <summary>The fingerprint of the job's weights.</summary>
    public Fingerprint Fingerprint => fingerprint;

    /// <summary>True if the folder contains only the records.</summary>
    public bool IsArchived => isArchived;

    /// <summary>The trained weights.</summary>
    public string Weights => In("weights.safetensors");

    /// <summary>The checkpoints of an unfinished training.</summary>
    public Checkpoints Checkpoints => new(path, fingerprint);

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
        SealedRecord.Read(Training, StoreJson.Default.TrainingRecord) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>The stored metrics; null if none.</summary>
    public JobResult? FindResult() =>
        SealedRecord.Read(Result, StoreJson.Default.JobResult) is { } record && record.Fingerprint == fingerprint.Hash ? record : null;

    /// <summary>The time and machine of the job's last run; null if none.</summary>
    public RunRecord? FindRun() => SealedRecord.Read(Run, StoreJson.Default.RunRecord);

    /// <summary>
    /// The records of a finished job that are missing or differ from what was written; empty if no result was written yet, because a run may end
    /// between two files.
    /// </summary>
    /// <param name="isTrained">True for a model, which has a record of its training.</param>
    public IEnumerable<string> DamagedRecords(bool isTrained)
    {
        if (File.Exists(Result) && FindResult() is null)
            yield return Result;
        if (File.Exists(Result) && isTrained && FindTraining() is null)
            yield return Training;
        if (isArchived)
            yield break;
        if (File.Exists(Run) && FindRun() is null)
            yield return Run;
        if (File.Exists(Configuration) && FindConfiguration() is null)
            yield return Configuration;
    }

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
    public IReadOnlyDictionary<string, string>? FindConfiguration() => SealedRecord.Read(Configuration, StoreJson.Default.IReadOnlyDictionaryStringString);

    /// <summary>Writes the inputs of the fingerprint.</summary>
    public void WriteConfiguration() => SealedRecord.Write(Configuration, fingerprint.Inputs, StoreJson.Default.IReadOnlyDictionaryStringString);

    public void Write(TrainingRecord record) => SealedRecord.Write(Training, record, StoreJson.Default.TrainingRecord);

    public void Write(JobResult record) => SealedRecord.Write(Result, record, StoreJson.Default.JobResult);

    public void Write(RunRecord record) => SealedRecord.Write(Run, record, StoreJson.Default.RunRecord);

    /// <summary>Writes an evaluation's pictures, maps and values. The result with its record is written after them.</summary>
    /// <param name="evaluator">The evaluator's name.</param>
    /// <param name="evaluation">The findings.</param>
    /// <returns>The hash of each file, by its path in the folder.</returns>
    public SortedDictionary<string, string> Write(string evaluator, EvaluationContext evaluation)
    {
        foreach (var (name, picture) in evaluation.Pictures)
            picture.Write(PicturePath(evaluator, name));
        foreach (var (name, map) in evaluation.Maps)
            AtomicFile.Write(MapPath(evaluator, name), stream => JsonSerializer.Serialize(stream, map, StoreJson.Default.PointMap));
        foreach (var (metric, values) in evaluation.PerImage)
            AtomicFile.Write(ValuesPath(evaluator, metric), stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
        return new(Files(evaluator, evaluation.PerImage.Keys, evaluation.Pictures.Keys, evaluation.Maps.Keys).ToDictionary(NameOf, FileHash.Of), StringComparer.Ordinal);
    }

    /// <summary>The files of an evaluation that are missing or differ from what was written. An archive contains none of them.</summary>
    /// <param name="evaluator">The evaluator's name.</param>
    /// <param name="record">The evaluation's record.</param>
    /// <param name="hashes">The hashes of files.</param>
    public IEnumerable<string> DamagedFiles(string evaluator, EvaluationRecord record, KnownHashes hashes) =>
        from file in Files(evaluator, record.PerImage, record.Pictures, record.Maps)
        let hash = hashes.Of(file)
        where hash is null ? !isArchived : record.Files.GetValueOrDefault(NameOf(file)) != hash
        select file;

    private IEnumerable<string> Files(string evaluator, IEnumerable<string> perImage, IEnumerable<string> pictures, IEnumerable<string> maps) =>
    [
        .. perImage.Select(name => ValuesPath(evaluator, name)),
        .. pictures.Select(name => PicturePath(evaluator, name)),
        .. maps.Select(name => MapPath(evaluator, name)),
    ];

    // The same on all systems.
    private string NameOf(string file) => System.IO.Path.GetRelativePath(path, file).Replace('\\', '/');

    /// <summary>A picture; null if missing.</summary>
    public ImageStrip? FindPicture(string evaluator, string name) =>
        File.Exists(PicturePath(evaluator, name)) ? ImageStrip.Read(PicturePath(evaluator, name)) : null;

    /// <summary>A map of points; null if missing.</summary>
    public PointMap? FindMap(string evaluator, string name) => MapPath(evaluator, name) is var file && File.Exists(file)
        ? JsonSerializer.Deserialize(CodedFile.Read(file, () => File.ReadAllBytes(file)), StoreJson.Default.PointMap) : null;

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
