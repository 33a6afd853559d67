namespace ModelDsl.Evaluation;

/// <summary>
/// The accuracy of simple classifiers that are trained on the training images' codes and tested on the test images'. Models that take the
/// class as input are not measured.
/// </summary>
internal sealed class ClassificationEvaluator : IEvaluator
{
    private const int NeighborCount = 5;

    private static readonly Metric s_treeAccuracy = new("TreeAccuracy", "tree accuracy", Better.Higher);
    private static readonly Metric s_treeDepth = new("TreeDepth", "tree depth", Better.Neither, Digits: 0);
    private static readonly Metric s_treeLeaves = new("TreeLeaves", "tree leaves", Better.Neither, Digits: 0);
    private static readonly Metric s_logisticAccuracy = new("LogisticAccuracy", "linear accuracy", Better.Higher);
    private static readonly Metric s_neighborAccuracy = new("NeighborAccuracy", $"{NeighborCount} neighbors accuracy", Better.Higher);

    public string Name => "Classification";

    public string Settings => $"draws {NoiseDraws.Count}, neighbors {NeighborCount}";

    public IReadOnlyList<Metric> Metrics => [s_treeAccuracy, s_treeDepth, s_treeLeaves, s_logisticAccuracy, s_neighborAccuracy];

    public bool Measures(ImageModel model) => !model.TakesLabels;

    public bool NeedsLabels => true;

    public Baselines Baselines => Baselines.RawPixels | Baselines.PrincipalComponents;

    public void Evaluate(EvaluationContext evaluation)
    {
        var (encoder, cancellation) = ((IEncoder)evaluation.Subject, evaluation.Cancellation);
        var train = encoder.MeanCodes(evaluation.Train, cancellation);
        var test = encoder.MeanCodes(evaluation.Test, cancellation);

        var tree = DecisionTree.Fit(train, evaluation.TrainLabels, cancellation);
        evaluation.Add(s_treeAccuracy, tree.Accuracy(test, evaluation.TestLabels));
        evaluation.Add(s_treeDepth, tree.Depth);
        evaluation.Add(s_treeLeaves, tree.Leaves);

        using var logistic = new LogisticRegression(train, evaluation.TrainLabels, cancellation);
        evaluation.Add(s_logisticAccuracy, logistic.Accuracy(test, evaluation.TestLabels));

        var neighbors = new NearestNeighbors(train, evaluation.TrainLabels, Math.Min(NeighborCount, train.Rows));
        evaluation.Add(s_neighborAccuracy, neighbors.Accuracy(test, evaluation.TestLabels));
    }
}
