using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>Pixels with a normal density, with the output m of Decode as mean: ln p = −½ (ln 2πv + (x − m)² / v).</summary>
internal sealed class GaussianLikelihood : PixelLikelihood
{
    private readonly double _variance;
    private readonly double _constant;

    public GaussianLikelihood(double variance)
    {
        if (!(variance > 0) || double.IsInfinity(variance))
            throw new ArgumentOutOfRangeException(nameof(variance), variance, "The Variance of a Gaussian likelihood must be a positive number, such as 0.5.");
        _variance = variance;
        _constant = -0.5 * Math.Log(2 * Math.PI * variance);
    }

    protected override Tensor PerPixel(Tensor parameters, Tensor images) => (images - parameters).square() * (-0.5 / _variance) + _constant;

    public override Tensor Mean(Tensor parameters) => parameters.alias();
}
