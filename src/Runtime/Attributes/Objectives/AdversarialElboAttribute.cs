using System.ComponentModel.DataAnnotations;
using ModelDsl.Training;

namespace ModelDsl;

/// <summary>
/// The evidence lower bound, and a step against a discriminator that distinguishes pairs of an image and a code of the prior
/// from pairs with the inference net's code.
/// </summary>
/// <param name="likelihood">The distribution of pixels.</param>
[Trains(typeof(INoisyVariationalAutoencoder), typeof(IVariationalAutoencoder))]
[Trains(typeof(IJointDiscriminator), typeof(ICodeDiscriminator))]
public sealed class AdversarialElboAttribute(Likelihood likelihood) : LikelihoodObjectiveAttribute(likelihood)
{
    /// <summary>True if the inference net minimizes log(1 − D), which saturates, instead of −log D. Default: true.</summary>
    public bool Saturating { get; set; } = true;

    /// <summary>The learning rate of the step against the discriminator, as a fraction of the training's. Default: 1.</summary>
    [Range(0, double.MaxValue)]
    public double AdversarialRate { get; set; } = 1;

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialElboObjective(Pixels, AdversarialRate) { Saturating = Saturating };
}
