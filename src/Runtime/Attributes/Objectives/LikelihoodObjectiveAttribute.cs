using System.ComponentModel.DataAnnotations;
using ModelDsl.Likelihoods;

namespace ModelDsl;

/// <summary>An objective with a likelihood: sums over pixels and latent dimensions, mean over the batch.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
public abstract class LikelihoodObjectiveAttribute(Likelihood likelihood) : ObjectiveAttribute
{
    /// <summary>The distribution of pixels.</summary>
    public Likelihood Likelihood { get; } = likelihood;

    /// <summary>The variance of a Gaussian likelihood. Default: ½, with which its exponent is the summed squared error.</summary>
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double Variance { get; set; } = 0.5;

    /// <summary>The distribution, with its variance.</summary>
    protected PixelLikelihood Pixels => PixelLikelihood.Of(Likelihood, Variance);
}
