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
}
