using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>The evidence lower bound, E[log p(x|z)] − KL(q(z|x) ‖ p(z)); Kingma and Welling 2014.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IVariationalAutoencoder), typeof(INoisyVariationalAutoencoder), typeof(IConditionalVariationalAutoencoder))]
public sealed class ElboAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>The factor β of the KL divergence; Higgins et al. 2017. Default: 1.</summary>
    [Range(0, double.MaxValue)]
    public double Beta { get; set; } = 1;

    /// <summary>The number of epochs in which the factor of the KL divergence, or the capacity, rises linearly from 0. Default: 0, no warm-up.</summary>
    [Range(0, double.MaxValue)]
    public double WarmUp { get; set; }

    /// <summary>The number of epochs after which the warm-up starts again (cyclical annealing; Fu et al. 2019). Default: 0, never.</summary>
    [Range(0, double.MaxValue)]
    public double Cycle { get; set; }

    /// <summary>The nats of each dimension of the code that are not penalized (free bits; Kingma et al. 2016). Default: 0.</summary>
    [Range(0, double.MaxValue)]
    public double FreeBits { get; set; }

    /// <summary>The KL divergence C in nats that codes are trained for, with the loss β |KL − C| (Burgess et al. 2018). Default: 0, none.</summary>
    [Range(0, double.MaxValue)]
    public double Capacity { get; set; }

    /// <summary>The standard deviation of normal noise that is added only to the inference net's input. Default: 0.</summary>
    [Range(0, double.MaxValue)]
    public double InputNoise { get; set; }

    /// <summary>
    /// True to take the mean of the reconstruction over pixels but the sum of the KL divergence: a common mistake, and not a bound. Default: false.
    /// </summary>
    public bool MeanOverPixels { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() =>
        new ElboObjective(Pixels) { Beta = Beta, WarmUp = WarmUp, Cycle = Cycle, FreeBits = FreeBits, Capacity = Capacity, InputNoise = InputNoise, MeanOverPixels = MeanOverPixels };
}
