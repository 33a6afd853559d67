using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>
/// Pixels in [0, 1] with the density C(λ) λˣ (1 − λ)¹⁻ˣ; Loaiza-Ganem and Cunningham 2019, "The continuous Bernoulli".
/// In the log-odds η of λ it is exp(ηx) η / (exp η − 1), so ln p = ηx − η/2 − ln(sinh(η/2) / (η/2)).
/// </summary>
internal sealed class ContinuousBernoulliLikelihood : PixelLikelihood
{
    // Near η = 0 the expressions approach 0/0. Taylor series replace them: their next term is below single precision.
    private const double SeriesLimit = 0.2;

    protected override Tensor PerPixel(Tensor parameters, Tensor images) => parameters * (images - 0.5) - LogNormalizer(parameters);

    /// <summary>1 / (1 − exp(−η)) − 1/η.</summary>
    public override Tensor Mean(Tensor parameters)
    {
        using var scope = NewDisposeScope();
        var (isSmall, safe) = Split(parameters);
        var series = 0.5 + parameters / 12 - parameters.pow(3) / 720;
        return where(isSmall, series, -1 / (-safe).expm1() - 1 / safe).MoveToOuterDisposeScope();
    }

    /// <summary>ln(sinh a / a) = a + ln((1 − exp(−2a)) / 2a), with a = |η| / 2.</summary>
    private static Tensor LogNormalizer(Tensor parameters)
    {
        var (isSmall, safe) = Split(parameters);
        var size = safe.abs();
        var series = parameters.square() / 24 - parameters.pow(4) / 2880;
        return where(isSmall, series, size / 2 + (-(-size).expm1() / size).log());
    }

    // torch.where evaluates both branches, and an infinite gradient in the unused branch would make the sum NaN.
    private static (Tensor IsSmall, Tensor Safe) Split(Tensor parameters)
    {
        var isSmall = parameters.abs() < SeriesLimit;
        return (isSmall, where(isSmall, ones_like(parameters), parameters));
    }
}
