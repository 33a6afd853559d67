using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The evidence lower bound with an adversarial net D(x, z): the AVAE of "Variational autoencoder based on an adversarial
/// strategy" (2022). Each batch makes three steps with three optimizers:
/// <list type="number">
/// <item>Decoder and inference net maximize the bound (equation 11).</item>
/// <item>D learns to distinguish (x, z′ ~ p(z)), positive, from (x, z ~ q), negative, with the z of the first step (equations 13 and 14).</item>
/// <item>Only the inference net, with new noise, minimizes E ln(1 − D(x, z)).</item>
/// </list>
/// A discriminator of codes, D(z), moves the aggregate q(z) of all images toward the prior instead of each q(z|x).
/// </summary>
/// <param name="likelihood">p(x|z).</param>
/// <param name="adversarialRate">The learning rate of the third step, as a fraction of the training's. The paper does not state rates.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is negative or not a finite number.</exception>
public sealed class AdversarialElboObjective(PixelLikelihood likelihood, double adversarialRate = 1) : IObjective
{
    private readonly ParameterGroup _bound = ParameterGroup.AllBut("bound", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _inference = ParameterGroup.Of("inference", nameof(IVariationalAutoencoder.Encode), Setting.AtLeast(0, adversarialRate, nameof(adversarialRate)));

    /// <summary>True if the inference net minimizes E ln(1 − D), as in the paper, instead of −E ln D. Default: true.</summary>
    public bool Saturating { get; init; } = true;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterGroup> ParameterGroups => [_bound, _discriminator, _inference];

    /// <inheritdoc/>
    public void Step(ITrainingStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (model, examples) = (step.Model, step.Examples);

        var terms = BoundTerms.Of(model, likelihood, examples, examples.Images);
        terms.Log(step);
        step.Minimize(_bound, terms.NegativeBound());

        var (positive, negative) = LogOdds(model, examples.Images, terms.Code.detach());
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));

        using var constant = new ConstantWeights(model, _discriminator);
        var fresh = Families.Posterior(model, examples.Images, examples.Labels).Sample();
        step.Minimize(_inference, GanLosses.Generator(Families.Discriminate(model, examples.Images, fresh), Saturating));
    }

    /// <inheritdoc/>
    public Tensor ValidationLoss(nn.Module model, Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return BoundTerms.Of(model, likelihood, examples, examples.Images).NegativeBound();
    }

    /// <inheritdoc/>
    public PixelLikelihood Likelihood => likelihood;

    /// <summary>D's log-odds of draws of the prior, positive, and of the same number of codes of the inference net, negative.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images, in the model's input shape.</param>
    /// <param name="codes">The inference net's codes, <c>[batch, n]</c>.</param>
    internal static (Tensor Positive, Tensor Negative) LogOdds(nn.Module model, Tensor images, Tensor codes) =>
        (Families.Discriminate(model, images, randn_like(codes)), Families.Discriminate(model, images, codes));
}
