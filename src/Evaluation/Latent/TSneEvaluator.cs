using System.Globalization;
using ModelDsl.Training;

namespace ModelDsl.Evaluation;

/// <summary>A map of the test images' codes by t-SNE: codes that are near stay near.</summary>
public sealed class TSneEvaluator : IEvaluator
{
    private const long Points = 5000;
    private static readonly TSneOptions s_options = new();

    /// <summary>The map's name.</summary>
    public const string Map = "tsne";

    /// <summary>What the map leaves to be desired: KL(P ‖ Q), in nats.</summary>
    public static Metric KlDivergence { get; } = new(
        "TSneDivergence", "t-SNE divergence", Better.Neither, Digits: 3,
        Note: "KL(P ‖ Q) of the map, in nats. It tells how far a map can be trusted, not how good the codes are.");

    /// <inheritdoc/>
    public string Name => "TSne";

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture,
        $"draws {NoiseDraws.Count}, points {Points}, perplexity {s_options.Perplexity}, iterations {s_options.Iterations}, angle {s_options.Angle}");

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [KlDivergence];

    /// <inheritdoc/>
    public bool Measures(ImageModel model) => true;

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var count = Math.Min(Points, evaluation.Test.Count);
        var codes = ((IEncoder)evaluation.Subject).MeanCodes(evaluation.Test.Range(0, count), evaluation.Cancellation);
        var map = TSne.Embed(codes, s_options, evaluation.Cancellation);
        evaluation.Add(KlDivergence, map.KlDivergence);
        evaluation.AddMap(Map, new PointMap(map.X, map.Y, evaluation.TestLabels[..(int)count]));
    }
}
