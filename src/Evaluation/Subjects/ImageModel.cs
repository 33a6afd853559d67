using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// A trained model of any family as a map between pixels and codes: its objective says what range the model works in, and how
/// what it decodes becomes pixels. The model stays the caller's.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="objective">What it was trained for.</param>
public sealed class ImageModel(nn.Module model, IObjective objective) : IEncoder, IReconstructor, IGenerator
{
    /// <summary>Whether a model is of a family that reconstructs images.</summary>
    public static bool Reconstructs(nn.Module model) => model is
        IAutoencoder or IVariationalAutoencoder or INoisyVariationalAutoencoder or IImplicitAutoencoder or IConditionalVariationalAutoencoder;

    /// <summary>The model.</summary>
    public nn.Module Module => model;

    /// <summary>What it was trained for.</summary>
    public IObjective Objective => objective;

    /// <summary>p(x|z), where the model has one: then it can be asked for bounds of ln p(x).</summary>
    public PixelLikelihood? Likelihood => objective.Likelihood;

    /// <summary>Whether draws of the prior N(0, I) can be decoded.</summary>
    public bool HasPrior => objective.HasPrior;

    /// <summary>Whether the model is told the classes of its images.</summary>
    public bool TakesLabels => model is IConditionalVariationalAutoencoder;

    /// <summary>The length of a code; null where Encode is written by hand, so that its layers are not known.</summary>
    public long? CodeLength => ((IModel)model).Summary.Layers
        .LastOrDefault(layer => layer.Name.StartsWith($"{nameof(IAutoencoder.Encode)}.", StringComparison.Ordinal))?.Output[^1];

    /// <summary>Whether the codes of an image are noisy beyond a density: its inference net takes noise.</summary>
    public bool TakesNoise => model is INoisyVariationalAutoencoder or IImplicitAutoencoder;

    /// <summary>
    /// The code of each image: where the model gives a distribution, its mean. Noise that an inference net takes is drawn from the default generator.
    /// </summary>
    /// <inheritdoc/>
    public Tensor Encode(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        var images = Input(examples);
        var code = model switch
        {
            IAutoencoder plain => plain.Encode(images),
            IImplicitAutoencoder @implicit => @implicit.Encode(images, Families.Noise(images, @implicit.Noise)),
            _ => Families.Posterior(model, images, examples.Labels).Mean,
        };
        return code.MoveToOuterDisposeScope();
    }

    /// <summary>The distribution of codes of each image; null where the model gives none. Noise is drawn as in <see cref="Encode"/>.</summary>
    /// <param name="examples">The images, and their labels where the model takes them.</param>
    public Gaussian? Posterior(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (model is IAutoencoder or IImplicitAutoencoder)
            return null;
        using var scope = NewDisposeScope();
        var posterior = Families.Posterior(model, Input(examples), examples.Labels);
        scope.MoveToOuter(posterior.Mean, posterior.LogVariance);
        return posterior;
    }

    /// <inheritdoc/>
    public Tensor Decode(Tensor codes, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        return objective.ToPixels(Families.Decode(model, codes, labels)).MoveToOuterDisposeScope();
    }

    /// <summary>Decodes what images encode to.</summary>
    /// <inheritdoc/>
    public Tensor Reconstruct(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        return Decode(Encode(examples), examples.Labels).reshape(examples.Images.shape).MoveToOuterDisposeScope();
    }

    /// <summary>The images as the model takes them.</summary>
    internal Tensor Input(Examples examples) => objective.FromPixels(ModelInput.Of((IModel)model, examples.Images));
}
