using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>Pixels with a normal density, with the output m of Decode as mean: ln p = −½ (ln 2πv + (x − m)² / v).</summary>
/// <param name="variance">v.</param>
internal sealed class GaussianLikelihood(double variance) : PixelLikelihood
{
    private readonly double _constant = -0.5 * Math.Log(2 * Math.PI * variance);

    protected override Tensor PerPixel(Tensor parameters, Tensor images) => (images - parameters).square() * (-0.5 / variance) + _constant;

    public override Tensor Mean(Tensor parameters) => parameters.alias();
}
