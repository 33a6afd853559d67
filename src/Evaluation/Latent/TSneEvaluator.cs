using System.Globalization;

namespace ModelDsl.Evaluation;

/// <summary>A t-SNE map of the test images' codes.</summary>
internal sealed class TSneEvaluator : IEvaluator
{
    private const long Points = 5000;

    private static readonly Metric s_klDivergence = new(
        "TSneDivergence", "t-SNE KL divergence", Better.Neither, Digits: 3,
        Note: "KL(P ‖ Q) of the map, in nats. It measures how faithful the map is, not how good the codes are.");

    private readonly TSne _tsne = new();

    /// <summary>The name of the map.</summary>
    public const string Map = "tsne";

    public string Name => "TSne";

    public string Settings => string.Create(CultureInfo.InvariantCulture,
        $"draws {NoiseDraws.Count}, points {Points}, perplexity {_tsne.Perplexity}, iterations {_tsne.Iterations}, angle {_tsne.Angle}");

    public IReadOnlyList<Metric> Metrics => [s_klDivergence];

    public int LeastTestImages => TSne.LeastPoints;

    public bool Measures(ImageModel model) => true;

    public void Evaluate(EvaluationContext evaluation)
    {
        var points = evaluation.Test.First(Points);
        var (x, y, divergence) = _tsne.Embed(((IEncoder)evaluation.Subject).MeanCodes(points, evaluation.Cancellation), evaluation.Cancellation);
        evaluation.Add(s_klDivergence, divergence);
        evaluation.AddMap(Map, new PointMap(x, y, evaluation.TestLabels[..(int)points.Count]));
    }
}
