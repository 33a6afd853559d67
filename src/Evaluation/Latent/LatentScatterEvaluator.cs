using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// How the codes of all test images are distributed, and how far that is from the prior N(0, I). One code is drawn for each image, so that they
/// are draws of the aggregated posterior q(z) = E q(z|x). Codes of two dimensions are shown.
/// </summary>
public sealed class LatentScatterEvaluator : IEvaluator
{
    private const long BatchSize = 1000;

    /// <summary>The map's name, where codes have two dimensions.</summary>
    public const string Map = "codes";

    /// <summary>The series of the mean of each dimension.</summary>
    public const string Means = "code means";

    /// <summary>The series of the standard deviation of each dimension.</summary>
    public const string Deviations = "code deviations";

    /// <summary>The norm of the codes' mean.</summary>
    public static Metric MeanNorm { get; } = new(
        "CodeMeanNorm", "norm of the codes' mean", Digits: 3, Note: "Of one code drawn for each test image; 0 for the prior N(0, I).");

    /// <summary>The Frobenius norm of the codes' covariance less the identity.</summary>
    public static Metric CovarianceDistance { get; } = new(
        "CodeCovarianceDistance", "distance of the codes' covariance from I", Digits: 3, Note: "The Frobenius norm of the difference; 0 for the prior N(0, I).");

    /// <inheritdoc/>
    public string Name => "LatentScatter";

    /// <inheritdoc/>
    public string Settings => "one draw an image";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [MeanNorm, CovarianceDistance];

    /// <inheritdoc/>
    public bool Measures(ImageModel model) => true;

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        var codes = evaluation.Test.Batches(BatchSize, evaluation.Cancellation)
            .Select(batch => model.Posterior(batch)?.Sample() ?? model.Encode(batch))
            .Join().cpu();
        var (count, length) = (codes.shape[0], codes.shape[1]);

        var precise = codes.to_type(ScalarType.Float64);
        var mean = precise.mean([0L], keepdim: true);
        var covariance = (precise - mean).t().matmul(precise - mean) / (count - 1.0);
        evaluation.Add(MeanNorm, mean.square().sum().sqrt().ToDouble());
        evaluation.Add(CovarianceDistance, (covariance - eye(length, dtype: ScalarType.Float64)).square().sum().sqrt().ToDouble());
        evaluation.AddSeries(Means, mean.flatten().data<double>().ToArray());
        evaluation.AddSeries(Deviations, covariance.diag().sqrt().contiguous().data<double>().ToArray());
        if (length == 2)
            evaluation.AddMap(Map, new PointMap(Column(codes, 0), Column(codes, 1), evaluation.TestLabels));
    }

    private static float[] Column(Tensor codes, long column) => codes.narrow(1, column, 1).contiguous().data<float>().ToArray();
}
