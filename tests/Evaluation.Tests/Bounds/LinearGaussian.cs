using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

/// <summary>x = W z + b + noise of variance ¼, z ~ N(0, I), with four pixels and two codes: the evidence and the posterior have closed forms.</summary>
/// <param name="weight">W, <c>[4, 2]</c>.</param>
internal sealed class LinearGaussian(Tensor weight)
{
    public const double Variance = 0.25;

    private const double LogTwoPi = 1.8378770664093454836;

    public Tensor Weight => weight;

    public Tensor Bias { get; } = tensor([0.1, -0.2, 0.3, 0.0]);

    /// <summary>W has orthogonal columns: the posterior's dimensions are independent.</summary>
    public static LinearGaussian Upright() => new(tensor([1.0, 0, 1, 0, 0, 0.5, 0, -0.5]).reshape(4, 2));

    /// <summary>The same density of images with codes rotated by 0.6: the posterior's dimensions are dependent.</summary>
    public static LinearGaussian Turned()
    {
        var (cos, sin) = (Math.Cos(0.6), Math.Sin(0.6));
        return new(Upright().Weight.matmul(tensor([cos, -sin, sin, cos]).reshape(2, 2)));
    }

    /// <summary>A likely, a less likely and an unlikely image.</summary>
    public static Tensor Images() => tensor([0.2, -0.1, 0.4, 0.1, 1.5, 1.0, -0.3, 0.9, -2.0, -1.0, 2.0, 0.5]).reshape(3, 4);

    public LogLikelihood LogLikelihood(Tensor images) => codes =>
    {
        var mean = codes.matmul(weight.t()) + Bias;
        return ((images - mean).square() / Variance + (Math.Log(Variance) + LogTwoPi)).sum(2) * -0.5;
    };

    /// <summary>ln N(x; b, W Wᵀ + ¼ I), <c>[batch]</c>.</summary>
    public Tensor LogEvidence(Tensor images)
    {
        var covariance = weight.matmul(weight.t()) + eye(4, dtype: ScalarType.Float64) * Variance;
        var centered = images - Bias;
        var square = (centered.matmul(linalg.inv(covariance)) * centered).sum(1);
        return (square + linalg.slogdet(covariance).Item2 + 4 * LogTwoPi) * -0.5;
    }

    /// <summary>The exact posterior if W has orthogonal columns; its precision is 1 + |w|² / ¼.</summary>
    public Gaussian Posterior(Tensor images)
    {
        var precision = weight.square().sum([0L]) / Variance + 1;
        return new((images - Bias).matmul(weight) / Variance / precision, (-precision.log()).expand(images.shape[0], 2));
    }

    /// <summary>KL(left ‖ right) of distributions with independent dimensions, <c>[batch]</c>.</summary>
    public static Tensor KlDivergence(Gaussian left, Gaussian right) =>
        (right.LogVariance - left.LogVariance + ((left.LogVariance.exp() + (left.Mean - right.Mean).square()) / right.LogVariance.exp()) - 1).sum(1) * 0.5;
}
