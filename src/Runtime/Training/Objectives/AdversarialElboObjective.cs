using ModelDsl.Likelihoods;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>
/// The evidence lower bound with an adversarial net D(x, z): the AVAE of "Variational autoencoder based on an adversarial
/// strategy" (2022). Each batch makes three steps with three optimizers:
/// <list type="number">
/// <item>decoder and inference net raise the bound (equation 11);</item>
/// <item>D learns to tell (x, z′ ~ p(z)), positive, from (x, z ~ q), negative, with the z of the first step (equations 13 and 14);</item>
/// <item>the inference net alone, with new noise, lowers E ln(1 − D(x, z)).</item>
/// </list>
/// With a discriminator of codes alone, D(z), it is q(z) of all images that is moved toward the prior, and not each q(z|x).
/// </summary>
/// <param name="likelihood">p(x|z).</param>
/// <param name="adversarialRate">The third step's learning rate, as a share of the training's. The paper states no rates.</param>
/// <exception cref="ArgumentOutOfRangeException">The rate is negative.</exception>
public sealed class AdversarialElboObjective(PixelLikelihood likelihood, double adversarialRate = 1) : IObjective
{
    private readonly ParameterGroup _bound = ParameterGroup.AllBut("bound", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _discriminator = ParameterGroup.Of("discriminator", nameof(IJointDiscriminator.Discriminate));
    private readonly ParameterGroup _inference = ParameterGroup.Of("inference", nameof(IVariationalAutoencoder.Encode), adversarialRate);

    /// <summary>Whether the inference net lowers E ln(1 − D), as the paper has it, and not −E ln D. Default: true.</summary>
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

        var (positive, negative) = Judgments(model, examples.Images, terms.Code.detach());
        step.Log(TrainingMetrics.DiscriminatorAccuracy, GanLosses.Accuracy(positive, negative));
        step.Minimize(_discriminator, GanLosses.Discriminator(positive, negative));

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

    /// <summary>D's log-odds of codes of the prior, positive, and of as many that are the inference net's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images, in the model's input shape.</param>
    /// <param name="codes">The inference net's codes, <c>[batch, n]</c>.</param>
    internal static (Tensor Positive, Tensor Negative) Judgments(nn.Module model, Tensor images, Tensor codes) =>
        (Families.Discriminate(model, images, randn_like(codes)), Families.Discriminate(model, images, codes));
}
