using System.Runtime.Intrinsics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace ModelDsl.Likelihoods;

/// <summary>
/// Pixels that are 0 or 1: ln p = x ln λ + (1 − x) ln(1 − λ), with the log-odds of λ as parameter. For gray pixels the
/// same expression is the usual loss but not a density: it lacks the constant of <see cref="ContinuousBernoulliLikelihood"/>.
/// </summary>
internal sealed class BernoulliLikelihood : PixelLikelihood
{
    protected override Tensor PerPixel(Tensor parameters, Tensor images) =>
        -binary_cross_entropy_with_logits(parameters, images, reduction: nn.Reduction.None);

    public override Tensor Mean(Tensor parameters) => parameters.sigmoid();

    internal override bool HasPass => true;

    internal override void Run(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, Span<float> derivatives, Span<float> totals) =>
        RowSums.Run(new Term(), parameters, images, derivatives, totals);

    private readonly struct Term : IRowTerm
    {
        public double Constant => 0;

        /// <summary>ln p = ηx − max(η, 0) − ln(1 + exp(−|η|)), and its derivative x − λ.</summary>
        public Vector512<float> Evaluate(Vector512<float> parameters, Vector512<float> pixels, ref Vector512<float> factors, out Vector512<float> derivatives)
        {
            var small = Vector512.Exp(-Vector512.Abs(parameters));
            var factor = Vector512<float>.One / (small + Vector512<float>.One);
            factors *= factor;
            derivatives = pixels - Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(parameters, Vector512<float>.Zero), Vector512<float>.One, small) * factor;
            return parameters * pixels - Vector512.Max(parameters, Vector512<float>.Zero);
        }
    }
}
