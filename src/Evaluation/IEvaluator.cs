namespace ModelDsl.Evaluation;

/// <summary>
/// Measures trained models and baselines. Experiments name it in <c>Evaluate</c>. Its results are kept until its settings, the code of its
/// assembly or the weights change.
/// </summary>
public interface IEvaluator
{
    /// <summary>The name that experiments use: <c>Reconstruction</c>.</summary>
    string Name { get; }

    /// <summary>Everything the metrics depend on besides subject and data, as text: <c>draws 32</c>. If it changes, jobs are evaluated again.</summary>
    string Settings { get; }

    /// <summary>All metrics that it can report, in the order of the table's columns.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Returns true if it can measure a model.</summary>
    bool Measures(ImageModel model);

    /// <summary>The baselines that it measures besides models.</summary>
    Baselines Baselines => Baselines.None;

    /// <summary>True if it needs labels of at least two classes. It is left out for data sets without them.</summary>
    bool NeedsLabels => false;

    /// <summary>True if the evaluator compares the output of models with targets. It then measures only models that translate images. Other evaluators do not measure such models.</summary>
    bool MeasuresTargets => false;

    /// <summary>The smallest number of test images that it can measure.</summary>
    int LeastTestImages => 1;

    /// <summary>Measures a subject. The caller has seeded the default random generator with the job's seed and set the model to evaluation mode.</summary>
    /// <param name="evaluation">The subject and the data; receives the results.</param>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    void Evaluate(EvaluationContext evaluation);
}
