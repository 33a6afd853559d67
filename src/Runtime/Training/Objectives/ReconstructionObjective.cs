using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The reconstruction error of an autoencoder.</summary>
/// <param name="loss">The error of the output against the input.</param>
public sealed class ReconstructionObjective(Loss loss) : LossObjective
{
    private readonly Loss _loss = Setting.Member(loss, nameof(loss));

    /// <summary>The standard deviation of normal noise that is added only to the input: a denoising autoencoder (Vincent et al. 2008).</summary>
    public double InputNoise { get; init => field = Setting.AtLeast(0, value); }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is not an <see cref="IAutoencoder"/>.</exception>
    public override Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (model is not IAutoencoder autoencoder)
            throw Families.NotOfFamily(model, nameof(IAutoencoder));
        return PixelError.Mean(_loss, autoencoder.Reconstruct(Corruption.Of(examples.Images, InputNoise)), examples.Images);
    }

    /// <inheritdoc/>
    protected override Tensor Loss(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return ValidationLoss(step.Model, step.Examples);
    }
}
