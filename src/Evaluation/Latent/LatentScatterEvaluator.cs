using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The distribution of the test images' codes and its distance from the prior N(0, I). One code is drawn for each image: a sample of the
/// aggregated posterior q(z) = E q(z|x). Codes of two dimensions are also shown as a map.
/// </summary>
internal sealed class LatentScatterEvaluator : IEvaluator
{
    private static readonly Metric s_meanNorm = new(
        "CodeMeanNorm", "norm of the codes' mean", Digits: 3, Note: "One code is drawn for each test image; 0 for the prior N(0, I).");

    private static readonly Metric s_covarianceDistance = new(
        "CodeCovarianceDistance", "distance of the codes' covariance from I", Digits: 3, Note: "The Frobenius norm of the difference; 0 for the prior N(0, I).");

    /// <summary>The name of the map.</summary>
    public const string Map = "codes";

    /// <summary>The series of each dimension's mean.</summary>
    public const string Means = "code means";

    /// <summary>The series of each dimension's standard deviation.</summary>
    public const string Deviations = "code deviations";

    public string Name => "LatentScatter";

    public string Settings => "one draw per image";

    public IReadOnlyList<Metric> Metrics => [s_meanNorm, s_covarianceDistance];

    // A covariance divides by n − 1.
    public int LeastTestImages => 2;

    public bool Measures(ImageModel model) => true;

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        var codes = evaluation.Test.Batches(evaluation.Cancellation)
            .Select(batch => model.Posterior(batch)?.Sample() ?? model.Encode(batch))
            .Join().cpu();
        var (count, length) = (codes.shape[0], codes.shape[1]);

        var precise = codes.to_type(ScalarType.Float64);
        var mean = precise.mean([0L], keepdim: true);
        var covariance = (precise - mean).t().matmul(precise - mean) / (count - 1.0);
        evaluation.Add(s_meanNorm, mean.square().sum().sqrt().ToDouble());
        evaluation.Add(s_covarianceDistance, (covariance - eye(length, dtype: ScalarType.Float64)).square().sum().sqrt().ToDouble());
        evaluation.AddSeries(Means, mean.flatten().data<double>().ToArray());
        evaluation.AddSeries(Deviations, covariance.diag().sqrt().contiguous().data<double>().ToArray());
        if (length == 2)
            evaluation.AddMap(Map, new PointMap(codes.select(1, 0).Values(), codes.select(1, 1).Values(), evaluation.TestLabels));
    }
}
