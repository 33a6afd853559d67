namespace ModelDsl.Evaluation;

/// <summary>
/// How much of the classes the codes show: simple classifiers learn them from the training images' codes, and are asked for the test images'.
/// A model that is told the class is not measured.
/// </summary>
public sealed class ClassificationEvaluator : IEvaluator
{
    private const int NeighborCount = 5;

    /// <summary>The decision tree's accuracy.</summary>
    public static Metric TreeAccuracy { get; } = new("TreeAccuracy", "tree accuracy", Better.Higher);

    /// <summary>The questions on its longest way.</summary>
    public static Metric TreeDepth { get; } = new("TreeDepth", "tree depth", Better.Neither, Digits: 0);

    /// <summary>Its leaves.</summary>
    public static Metric TreeLeaves { get; } = new("TreeLeaves", "tree leaves", Better.Neither, Digits: 0);

    /// <summary>The linear classifier's accuracy.</summary>
    public static Metric LogisticAccuracy { get; } = new("LogisticAccuracy", "linear accuracy", Better.Higher);

    /// <summary>The accuracy of a vote of the nearest training images.</summary>
    public static Metric NeighborAccuracy { get; } = new("NeighborAccuracy", $"{NeighborCount} neighbors accuracy", Better.Higher);

    /// <inheritdoc/>
    public string Name => "Classification";

    /// <inheritdoc/>
    public string Settings => $"draws {NoiseDraws.Count}, neighbors {NeighborCount}";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [TreeAccuracy, TreeDepth, TreeLeaves, LogisticAccuracy, NeighborAccuracy];

    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !model.TakesLabels;
    }

    /// <inheritdoc/>
    public Baselines Baselines => Baselines.RawPixels | Baselines.PrincipalComponents;

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var (encoder, cancellation) = ((IEncoder)evaluation.Subject, evaluation.Cancellation);
        var train = encoder.MeanCodes(evaluation.Train, cancellation);
        var test = encoder.MeanCodes(evaluation.Test, cancellation);

        var tree = DecisionTree.Fit(train, evaluation.TrainLabels, cancellation);
        evaluation.Add(TreeAccuracy, tree.Accuracy(test, evaluation.TestLabels));
        evaluation.Add(TreeDepth, tree.Depth);
        evaluation.Add(TreeLeaves, tree.Leaves);

        using var logistic = new LogisticRegression(train, evaluation.TrainLabels, cancellation: cancellation);
        evaluation.Add(LogisticAccuracy, logistic.Accuracy(test, evaluation.TestLabels));

        var neighbors = new NearestNeighbors(train, evaluation.TrainLabels, Math.Min(NeighborCount, train.Rows));
        evaluation.Add(NeighborAccuracy, neighbors.Accuracy(test, evaluation.TestLabels));
    }
}
