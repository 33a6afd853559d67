using ModelDsl.Training;

namespace ModelDsl;

/// <summary>A reconstruction error, and a discriminator that distinguishes draws of the prior from codes; Makhzani et al. 2016.</summary>
/// <param name="loss">The error of the output against the input.</param>
[Trains(typeof(IAutoencoder))]
[Trains(typeof(ICodeDiscriminator))]
public sealed class AdversarialReconstructionAttribute(Loss loss) : ObjectiveAttribute
{
    /// <summary>The error of the output against the input.</summary>
    public Loss Loss { get; } = loss;

    /// <summary>True if the encoder minimizes log(1 − D), which saturates, instead of −log D. Default: false.</summary>
    public bool Saturating { get; set; }

    /// <inheritdoc/>
    public override IObjective Create() => new AdversarialReconstructionObjective(Loss) { Saturating = Saturating };
}
