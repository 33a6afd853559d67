using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The adversarial autoencoder; Makhzani et al. 2016. Each batch makes three steps with three optimizers: encoder and decoder
/// minimize the reconstruction error; D(z) learns to distinguish draws of the prior N(0, I), positive, from codes; the encoder
/// minimizes the generator loss.
/// </summary>
/// <param name="loss">The error of reconstructions.</param>
public sealed class AdversarialReconstructionObjective(Loss loss) : IObjective
{
    private readonly Loss _loss = Setting.Member(loss, nameof(loss));
    private readonly ParameterGroup _reconstruction = ParameterGroup.AllBut("reconstruction", nameof(ICodeDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(ICodeDiscriminator.Discriminate));
    private readonly ParameterGroup _encoder = ParameterGroup.Of("encoder", nameof(IAutoencoder.Encode));

    /// <summary>True if the encoder minimizes E ln(1 − D), which saturates, instead of −E ln D. Default: false.</summary>
    public bool Saturating { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_reconstruction, _discriminator, _encoder];

    /// <inheritdoc/>
    public bool HasPrior => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is not an <see cref="IAutoencoder"/>.</exception>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (model, images) = (step.Model, step.Examples.Images);
        if (model is not IAutoencoder autoencoder)
            throw Families.NotOfFamily(model, nameof(IAutoencoder));

        var error = ValidationLoss(model, step.Examples);
        step.Log(TrainingMetrics.Error, error.detach());
        step.Minimize(_reconstruction, error);

        var codes = autoencoder.Encode(images);
        var positive = Families.Discriminate(model, images, randn_like(codes));
        var negative = Families.Discriminate(model, images, codes.detach());
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));

        using var constant = new ConstantWeights(model, _discriminator);
        step.Minimize(_encoder, GanLosses.Generator(Families.Discriminate(model, images, codes), Saturating));
    }

    /// <inheritdoc/>
    public Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return model is IAutoencoder autoencoder
            ? PixelError.Mean(_loss, autoencoder.Reconstruct(examples.Images), examples.Images)
            : throw Families.NotOfFamily(model, nameof(IAutoencoder));
    }
}
