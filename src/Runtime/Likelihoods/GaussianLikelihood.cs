using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>Pixels with a normal density, with the output m of Decode as mean: ln p = −½ (ln 2πv + (x − m)² / v).</summary>
/// <param name="variance">v.</param>
internal sealed class GaussianLikelihood(double variance) : PixelLikelihood
{
    private readonly double _constant = -0.5 * Math.Log(2 * Math.PI * variance);

    protected override Tensor PerPixel(Tensor parameters, Tensor images) => (images - parameters).square() * (-0.5 / variance) + _constant;

    public override Tensor Mean(Tensor parameters) => parameters.alias();

    internal override bool HasPass => true;

    internal override void Run(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, Span<float> derivatives, Span<float> totals) =>
        RowSums.Run(new Term((float)(1 / variance), _constant), parameters, images, derivatives, totals);

    private readonly record struct Term(float Precision, double Constant) : IRowTerm
    {
        /// <summary>ln p = −½ (x − m)² / v, and its derivative (x − m) / v.</summary>
        public Vector512<float> Evaluate(Vector512<float> parameters, Vector512<float> pixels, ref Vector512<float> factors, out Vector512<float> derivatives)
        {
            var difference = pixels - parameters;
            derivatives = difference * Precision;
            return difference * derivatives * -0.5f;
        }
    }
}
