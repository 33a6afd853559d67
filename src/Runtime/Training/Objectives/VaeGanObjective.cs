using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// A squared error and a discriminator of images, with pixels in [−1, 1] as a tanh gives them; after Larsen et al. 2016.
/// Reconstructions and decoded draws of the prior N(0, I) are the discriminator's negatives. Each batch makes two steps with two
/// optimizers: encoder and decoder lower the error and deceive the discriminator; the discriminator learns. Everything is a mean
/// over pixels; for a variational model the divergence from the prior, over the number of pixels, is added.
/// </summary>
/// <param name="weight">The deception's factor.</param>
public sealed class VaeGanObjective(double weight) : IObjective
{
    private readonly ParameterGroup _generator = ParameterGroup.AllBut("generator", nameof(IImageDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IImageDiscriminator.Discriminate));

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_generator, _discriminator];

    /// <inheritdoc/>
    public bool HasPrior => true;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The model has no discriminator of images, or is no autoencoder.</exception>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var model = step.Model;
        var judge = model as IImageDiscriminator ?? throw Families.NotOfFamily(model, nameof(IImageDiscriminator));
        var images = FromPixels(step.Examples.Images);

        var (code, divergence) = Encode(model, images);
        var reconstruction = Families.Decode(model, code, null);
        var generated = Families.Decode(model, randn_like(code), null);
        var error = PixelError.Mean(Loss.MeanSquaredError, reconstruction, images);
        var deception = GanLosses.Generator(judge.Discriminate(reconstruction), saturating: false)
            + GanLosses.Generator(judge.Discriminate(generated), saturating: false);
        // Errors of pixels in [−1, 1] are four times those in [0, 1].
        step.Log(TrainingMetrics.Error, error.detach() / 4);
        step.Minimize(_generator, error + divergence + deception * weight);

        var positive = judge.Discriminate(images);
        var negative = cat([judge.Discriminate(reconstruction.detach()), judge.Discriminate(generated.detach())]);
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

    /// <summary>Codes, and the divergence over the number of pixels: a scalar, 0 where the code is certain.</summary>
    private static (Tensor Code, Tensor KlDivergence) Encode(nn.Module model, Tensor images)
    {
        if (model is IAutoencoder autoencoder)
            return (autoencoder.Encode(images), zeros(1, dtype: images.dtype, device: images.device).squeeze());
        var posterior = Families.Posterior(model, images, null);
        return (posterior.Sample(), posterior.KullbackLeibler().mean() / (images.NumberOfElements / images.shape[0]));
    }
}
