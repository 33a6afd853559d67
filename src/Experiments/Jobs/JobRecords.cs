using System.Text.Json.Serialization;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>What a training leaves besides the weights.</summary>
/// <param name="Fingerprint">The hash of the inputs.</param>
/// <param name="Inputs">What the weights depend on, every default included.</param>
/// <param name="Loss">The mean loss of each epoch.</param>
/// <param name="Metrics">What the objective logged, by name: the mean of each epoch; null where it logged nothing, or no finite number.</param>
/// <param name="Validation">The judgment of the validation images after each epoch; null where there are none.</param>
/// <param name="Weights">The hash of the file with the weights; null in records that are older than it.</param>
internal sealed record TrainingRecord(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyList<double> Loss,
    IReadOnlyDictionary<string, double?[]> Metrics,
    IReadOnlyList<double>? Validation,
    string? Weights = null)
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

/// <summary>A job's metrics: reproducible values only.</summary>
/// <param name="Fingerprint">The hash of what the weights depend on.</param>
/// <param name="Inputs">What the weights depend on.</param>
/// <param name="Parameters">The number of learned values; null for a baseline.</param>
/// <param name="Evaluations">What each evaluator found, by its name.</param>
internal sealed record JobResult(
    string Fingerprint,
    IReadOnlyDictionary<string, string> Inputs,
    long? Parameters,
    SortedDictionary<string, EvaluationRecord> Evaluations);

/// <summary>What one evaluator found; nothing where it does not measure such a model.</summary>
/// <param name="Fingerprint">The hash of what the metrics depend on.</param>
/// <param name="Settings">The evaluator's settings.</param>
/// <param name="Metrics">The values by the metric's name.</param>
/// <param name="Series">Rows of values, by name.</param>
/// <param name="PerImage">The metrics whose value for each test image is kept in a file.</param>
/// <param name="Pictures">The names of the pictures that are kept in files.</param>
/// <param name="Maps">The names of the maps of points that are kept in files.</param>
internal sealed record EvaluationRecord(
    string Fingerprint,
    string Settings,
    SortedDictionary<string, double> Metrics,
    SortedDictionary<string, IReadOnlyList<double>> Series,
    IReadOnlyList<string> PerImage,
    IReadOnlyList<string> Pictures,
    IReadOnlyList<string> Maps);

/// <summary>When, where and from which sources a job ran, which no metric depends on.</summary>
/// <param name="Finished">When it was done.</param>
/// <param name="Seconds">How long it ran the last time.</param>
/// <param name="Host">The machine.</param>
/// <param name="Cores">Its cores.</param>
/// <param name="Engine">The tensor engine, in a line.</param>
/// <param name="Commit">The commit of the sources, with <c>-dirty</c> where they differ from it; null where none is known.</param>
internal sealed record RunRecord(DateTimeOffset Finished, double Seconds, string Host, int Cores, string Engine, string? Commit);

/// <summary>One epoch, a line of <c>metrics.jsonl</c>.</summary>
internal sealed record EpochRecord(int Epoch, double Loss, double? Validation, IReadOnlyDictionary<string, double?> Metrics);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(TrainingRecord))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Evaluation.PointMap))]
internal sealed partial class StoreJson : JsonSerializerContext;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EpochRecord))]
internal sealed partial class LineJson : JsonSerializerContext;
