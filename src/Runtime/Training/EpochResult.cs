namespace ModelDsl.Training;

/// <summary>The result of an epoch.</summary>
/// <param name="Loss">The mean loss of the objective's first parameter group over the epoch's images.</param>
/// <param name="Metrics">The means of the logged metrics.</param>
/// <param name="Validation">The validation loss; null without validation images.</param>
public sealed record EpochResult(double Loss, IReadOnlyDictionary<string, double> Metrics, double? Validation);
