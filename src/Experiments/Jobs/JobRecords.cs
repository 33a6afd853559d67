using System.Text.Json.Serialization;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>The record of a finished training.</summary>
/// <param name="Fingerprint">The hash of the inputs.</param>
/// <param name="Inputs">The inputs of the weights, including defaults.</param>
/// <param name="Loss">The mean loss of each epoch.</param>
/// <param name="Metrics">The epoch means of the objective's metrics, by name; null for an epoch without a finite value.</param>
/// <param name="Validation">The validation loss after each epoch; null without validation images.</param>
/// <param name="Weights">The hash of the weights file.</param>
internal sealed record TrainingRecord(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyList<double> Loss,
    IReadOnlyDictionary<string, double?[]> Metrics,
    IReadOnlyList<double>? Validation,
    string Weights)
{
    /// <summary>The record of a finished training.</summary>
    public static TrainingRecord Of(Fingerprint fingerprint, IReadOnlyList<EpochResult> history, string weights) => new(
        fingerprint.Hash,
        fingerprint.Inputs,
        [.. history.Select(epoch => epoch.Loss)],
        history.SelectMany(epoch => epoch.Metrics.Keys).Distinct().ToDictionary(name => name, name => history.Select(epoch => Find(epoch, name)).ToArray()),
        history.Any(epoch => epoch.Validation is not null) ? [.. history.Select(epoch => epoch.Validation!.Value)] : null,
        weights);

    private static double? Find(EpochResult epoch, string metric) => epoch.Metrics.TryGetValue(metric, out var value) && double.IsFinite(value) ? value : null;
}

/// <summary>A job's results: reproducible values only.</summary>
/// <param name="Fingerprint">The hash of the inputs.</param>
/// <param name="Inputs">The inputs of the weights or of the baseline.</param>
/// <param name="Parameters">The number of learned values; null for a baseline.</param>
/// <param name="Evaluations">The evaluations, by evaluator name.</param>
internal sealed record JobResult(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    long? Parameters,
    SortedDictionary<string, EvaluationRecord> Evaluations);

/// <summary>The findings of one evaluator; empty if it does not measure the job.</summary>
/// <param name="Fingerprint">The hash of the inputs of the metrics.</param>
/// <param name="Settings">The evaluator's settings.</param>
/// <param name="Metrics">The values, by metric name.</param>
/// <param name="Series">The series, by name.</param>
/// <param name="PerImage">The names of metrics whose value for each test image is stored in a file.</param>
/// <param name="Pictures">The names of pictures, which are stored in files.</param>
/// <param name="Maps">The names of maps of points, which are stored in files.</param>
internal sealed record EvaluationRecord(
    string Fingerprint,
    string Settings,
    SortedDictionary<string, double> Metrics,
    SortedDictionary<string, IReadOnlyList<double>> Series,
    IReadOnlyList<string> PerImage,
    IReadOnlyList<string> Pictures,
    IReadOnlyList<string> Maps)
{
    /// <summary>The hash of each file of values, pictures and maps, by its path in the job's folder.</summary>
    public SortedDictionary<string, string> Files { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>The circumstances of a job's last run. No metric depends on them.</summary>
/// <param name="Finished">The time of its end.</param>
/// <param name="Seconds">Its duration.</param>
/// <param name="Host">The machine.</param>
/// <param name="Cores">The machine's number of cores.</param>
/// <param name="Engine">The compute backend, in one line.</param>
/// <param name="Commit">The commit of the sources, with <c>-dirty</c> if modified; null if unknown.</param>
internal sealed record RunRecord(DateTimeOffset Finished, double Seconds, string Host, int Cores, string Engine, string? Commit);

/// <summary>One epoch: a line of <c>metrics.jsonl</c>.</summary>
internal sealed record EpochRecord(int Epoch, double Loss, double? Validation, IReadOnlyDictionary<string, double?> Metrics);

// A record without its members, or with others, is not read.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Evaluation.PointMap))]
internal sealed partial class StoreJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EpochRecord))]
internal sealed partial class LineJson : JsonSerializerContext;
