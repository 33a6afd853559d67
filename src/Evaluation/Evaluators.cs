namespace ModelDsl.Evaluation;

/// <summary>The evaluators that come with the library.</summary>
internal static class Evaluators
{
    public static IReadOnlyList<IEvaluator> Known { get; } =
    [
        new ReconstructionEvaluator(),
        new TranslationEvaluator(),
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
