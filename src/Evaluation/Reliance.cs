namespace ModelDsl.Evaluation;

/// <summary>The condition under which a value is reliable: another metric of the same subject is at least a threshold.</summary>
/// <param name="On">The other metric, of the same evaluator.</param>
/// <param name="AtLeast">The threshold.</param>
public sealed record Reliance(Metric On, double AtLeast);
