namespace ModelDsl.Evaluation;

/// <summary>The evaluators that experiments can name.</summary>
public static class Evaluators
{
    /// <summary>Those that come with the library.</summary>
    public static IReadOnlyList<IEvaluator> Known { get; } =
        [new ReconstructionEvaluator(), new ElboEvaluator(), new ImportanceSamplingEvaluator(), new AnnealedImportanceSamplingEvaluator()];
}
