namespace ModelDsl.Evaluation;

/// <summary>
/// Measures trained models and baselines. Experiments name it in <c>Evaluate</c>. What it finds is kept until its settings or the
/// weights change, so all that its metrics depend on, besides subject and data, belongs into <see cref="Settings"/>.
/// </summary>
public interface IEvaluator
{
    /// <summary>The name, as experiments give it: <c>Reconstruction</c>.</summary>
    string Name { get; }

    /// <summary>What the metrics depend on besides subject and data, as text: <c>draws 32</c>. A change makes jobs be measured again.</summary>
    string Settings { get; }

    /// <summary>The metrics that it can give, in the order of tables.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Whether it can measure a model.</summary>
    bool Measures(ImageModel model);

    /// <summary>The baselines that it measures too.</summary>
    Baselines Baselines => Baselines.None;

    /// <summary>Measures. The default random generator is seeded with the job's seed before; models are in evaluation mode.</summary>
    /// <param name="evaluation">What to measure on which data, and where findings go.</param>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    void Evaluate(EvaluationContext evaluation);
}
