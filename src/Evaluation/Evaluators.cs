namespace ModelDsl.Evaluation;

/// <summary>The evaluators that experiments can name.</summary>
public static class Evaluators
{
    /// <summary>Those that come with the library.</summary>
    public static IReadOnlyList<IEvaluator> Known { get; } =
    [
        new ReconstructionEvaluator(),
        new DenoisingEvaluator(),
        new ClassificationEvaluator(),
        new ElboEvaluator(),
        new ImportanceSamplingEvaluator(),
        new AnnealedImportanceSamplingEvaluator(),
        new TSneEvaluator(),
        new LatentScatterEvaluator(),
        new SamplesEvaluator(),
        new ManifoldEvaluator(),
        new InterpolationEvaluator(),
    ];
}
