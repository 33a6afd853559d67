using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The adversarial autoencoder; Makhzani et al. 2016. Each batch makes three steps with three optimisers: encoder and decoder
/// reconstruct; D(z) learns to tell draws of the prior N(0, I), positive, from codes; the encoder alone makes codes pass for draws.
/// </summary>
/// <param name="loss">How reconstructions are held against their originals.</param>
public sealed class AdversarialReconstructionObjective(Loss loss) : IObjective
{
    private readonly Player _reconstruction = Player.AllBut("reconstruction", nameof(ICodeDiscriminator.Discriminate));
    private readonly Player _discriminator = Player.Of("discriminator", nameof(ICodeDiscriminator.Discriminate));
    private readonly Player _encoder = Player.Of("encoder", nameof(IAutoencoder.Encode));

    /// <summary>Whether the encoder lowers E ln(1 − D), which saturates, and not −E ln D. Default: false.</summary>
    public bool Saturating { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<Player> Players => [_reconstruction, _discriminator, _encoder];

    /// <inheritdoc/>
    public bool HasPrior => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model is no <see cref="IAutoencoder"/>.</exception>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (model, images) = (step.Model, step.Examples.Images);
        if (model is not IAutoencoder autoencoder)
            throw Families.Wrong(model, nameof(IAutoencoder));

        var error = Judge(model, step.Examples);
        step.Log(Metric.Error, error.detach());
        step.Lower(_reconstruction, error);

        var codes = autoencoder.Encode(images);
        var positive = Families.Judge(model, images, randn_like(codes));
        var negative = Families.Judge(model, images, codes.detach());
        step.Log(Metric.DiscriminatorAccuracy, Adversary.Accuracy(positive, negative));
        step.Lower(_discriminator, Adversary.Discrimination(positive, negative));

        step.Lower(_encoder, Adversary.Deception(Families.Judge(model, images, codes), Saturating));
    }

    /// <inheritdoc/>
    public Tensor Judge(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return model is IAutoencoder autoencoder
            ? PixelError.Mean(loss, autoencoder.Reconstruct(examples.Images), examples.Images)
            : throw Families.Wrong(model, nameof(IAutoencoder));
    }
}
