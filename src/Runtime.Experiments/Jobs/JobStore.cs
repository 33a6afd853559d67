using System.Text.Json;
using System.Text.Json.Serialization;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>What a training leaves besides the weights.</summary>
/// <param name="Fingerprint">The hash of the inputs.</param>
/// <param name="Inputs">What the weights depend on.</param>
/// <param name="Loss">The mean loss of each epoch.</param>
/// <param name="Metrics">What the objective logged, by name: the mean of each epoch.</param>
/// <param name="Validation">The judgement of the validation images after each epoch; null where there are none.</param>
internal sealed record TrainingRecord(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyList<double> Loss,
    IReadOnlyDictionary<string, double[]> Metrics,
    IReadOnlyList<double>? Validation)
{
    /// <summary>The record of a finished training.</summary>
    public static TrainingRecord Of(Fingerprint fingerprint, IReadOnlyList<EpochResult> history) => new(
        fingerprint.Hash,
        fingerprint.Inputs,
        [.. history.Select(epoch => epoch.Loss)],
        history.SelectMany(epoch => epoch.Metrics.Keys).Distinct().ToDictionary(name => name, name => history.Select(epoch => epoch.Metrics[name]).ToArray()),
        history.Any(epoch => epoch.Validation is not null) ? [.. history.Select(epoch => epoch.Validation!.Value)] : null);
}

/// <summary>A job's figures: reproducible values only.</summary>
/// <param name="Fingerprint">The hash of the inputs.</param>
/// <param name="Inputs">What the figures depend on.</param>
/// <param name="Parameters">The number of learned values; null for a control.</param>
/// <param name="Metrics">The figures by name; each a mean over the test images.</param>
internal sealed record JobResult(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    long? Parameters,
    IReadOnlyDictionary<string, double> Metrics);

/// <summary>When and where a job ran, which no figure depends on.</summary>
internal sealed record RunRecord(DateTimeOffset Finished, double Seconds, string Host, int Cores, string Engine);

/// <summary>
/// The finished jobs of all experiments, one folder a job: its key, then its fingerprint, so that runs
/// with other settings stay beside each other.
/// </summary>
internal sealed class JobStore(string root)
{
    /// <summary>The folder of a job under one fingerprint.</summary>
    public JobFolder Folder(Job job, Fingerprint fingerprint) =>
        new(Path.Combine([root, .. job.Key.Split('/'), fingerprint.Hash[..12]]));
}

/// <summary>A job's files. Each is written under a temporary name and renamed: what is there is complete.</summary>
internal sealed class JobFolder(string path)
{
    public string Weights => System.IO.Path.Combine(path, "weights.safetensors");

    public string Originals => System.IO.Path.Combine(path, "originals.idx3-ubyte");

    public string Reconstructions => System.IO.Path.Combine(path, "reconstructions.idx3-ubyte");

    private string Training => System.IO.Path.Combine(path, "training.json");

    private string Result => System.IO.Path.Combine(path, "result.json");

    private string Run => System.IO.Path.Combine(path, "run.json");

    /// <summary>The training, where it is finished and its inputs are unchanged.</summary>
    public TrainingRecord? FindTraining(Fingerprint fingerprint) =>
        Read(Training, StoreJson.Default.TrainingRecord) is { } record && record.Fingerprint == fingerprint.Hash && File.Exists(Weights)
            ? record
            : null;

    /// <summary>The figures, where they are there and their inputs are unchanged.</summary>
    public JobResult? FindResult(Fingerprint fingerprint) =>
        Read(Result, StoreJson.Default.JobResult) is { } record && record.Fingerprint == fingerprint.Hash && File.Exists(Originals) && File.Exists(Reconstructions)
            ? record
            : null;

    public void Write(TrainingRecord record) => Write(Training, record, StoreJson.Default.TrainingRecord);

    public void Write(JobResult record) => Write(Result, record, StoreJson.Default.JobResult);

    public void Write(RunRecord record) => Write(Run, record, StoreJson.Default.RunRecord);

    // A record that cannot be read is no record: the job runs again and replaces it.
    private static T? Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write<T>(string file, T record, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        AtomicFile.Write(file, stream => JsonSerializer.Serialize(stream, record, type));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class StoreJson : JsonSerializerContext;
