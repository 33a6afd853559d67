using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>E[log p(x|z) − T(x, z)] with a discriminator T in place of the KL divergence; Mescheder et al. 2017.</summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(IImplicitAutoencoder))]
[Trains(typeof(IJointDiscriminator))]
public sealed class AdversarialVariationalBayesAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>
    /// The number of draws that estimate mean and variance for the adaptive contrast, at least 2. Default: 0, no adaptive contrast.
    /// </summary>
    [Range(0, int.MaxValue), DeniedValues(1)]
    public int ContrastSamples { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialVariationalBayesObjective(Pixels) { ContrastSamples = ContrastSamples };
}
