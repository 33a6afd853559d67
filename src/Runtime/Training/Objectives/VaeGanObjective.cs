using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// A squared error and a discriminator of images, with pixels in [−1, 1], the range of tanh; after Larsen et al. 2016.
/// Reconstructions and decoded draws of the prior N(0, I) are the discriminator's negatives. Each batch makes two steps with two
/// optimizers: encoder and decoder minimize the error plus the generator loss, then the discriminator learns. All terms are
/// means over pixels. For a variational model, the KL divergence from the prior, divided by the number of pixels, is added.
/// </summary>
/// <param name="weight">The factor of the generator loss.</param>
/// <exception cref="ArgumentOutOfRangeException">The factor is negative or not a finite number.</exception>
public sealed class VaeGanObjective(double weight) : IObjective
{
    private readonly double _weight = Setting.AtLeast(0, weight, nameof(weight));
    private readonly ParameterGroup _generator = ParameterGroup.AllBut("generator", nameof(IImageDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IImageDiscriminator.Discriminate));

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_generator, _discriminator];

    /// <inheritdoc/>
    public bool HasPrior => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model has no discriminator of images, or is not an autoencoder.</exception>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var model = step.Model;
        var discriminator = model as IImageDiscriminator ?? throw Families.NotOfFamily(model, nameof(IImageDiscriminator));
        var images = FromPixels(step.Examples.Images);

        var (code, klDivergence) = Encode(model, images);
        var reconstruction = Families.Decode(model, code, null);
        var generated = Families.Decode(model, randn_like(code), null);
        var error = PixelError.Mean(Loss.MeanSquaredError, reconstruction, images);
        Tensor generatorLoss;
        using (new ConstantWeights(model, _discriminator))
        {
            generatorLoss = GanLosses.Generator(discriminator.Discriminate(reconstruction), saturating: false)
                + GanLosses.Generator(discriminator.Discriminate(generated), saturating: false);
        }

        // The squared error in [−1, 1] is four times that in [0, 1].
        step.Log(TrainingMetrics.Error, error.detach() / 4);
        step.Minimize(_generator, error + klDivergence + generatorLoss * _weight);

        var positive = discriminator.Discriminate(images);
        var negative = cat([discriminator.Discriminate(reconstruction.detach()), discriminator.Discriminate(generated.detach())]);
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));
    }

    /// <inheritdoc/>
    public Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var (code, _) = Encode(model, FromPixels(examples.Images));
        return PixelError.Mean(Loss.MeanSquaredError, ToPixels(Families.Decode(model, code, null)), examples.Images);
    }

    /// <inheritdoc/>
    public Tensor FromPixels(Tensor images) => images * 2 - 1;

    /// <inheritdoc/>
    public Tensor ToPixels(Tensor decoded) => (decoded + 1) * 0.5;

    /// <summary>The codes, and the KL divergence divided by the number of pixels: a scalar, 0 for a deterministic code.</summary>
    private static (Tensor Code, Tensor KlDivergence) Encode(nn.Module model, Tensor images)
    {
        if (model is IAutoencoder autoencoder)
            return (autoencoder.Encode(images), zeros(1, dtype: images.dtype, device: images.device).squeeze());
        var posterior = Families.Posterior(model, images, null);
        return (posterior.Sample(), posterior.KullbackLeibler().mean() / (images.NumberOfElements / images.shape[0]));
    }
}
