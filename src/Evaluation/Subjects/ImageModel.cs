using ModelDsl.Likelihoods;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// A trained model of any family as a map between pixels and codes. Its objective converts pixels to the model's input range, and the
/// decoder's output to pixels. The caller owns the model.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="objective">The objective that it was trained for.</param>
public sealed class ImageModel(nn.Module model, IObjective objective) : IEncoder, IReconstructor, IGenerator
{
    /// <summary>Returns true if a model belongs to a family that reconstructs images.</summary>
    internal static bool Reconstructs(nn.Module model) => model is
        IAutoencoder or IVariationalAutoencoder or INoisyVariationalAutoencoder or IImplicitAutoencoder or IConditionalVariationalAutoencoder;

    /// <summary>True if the model maps images to targets, as an <see cref="IImageTranslator"/>. It has no codes.</summary>
    public bool Translates => model is IImageTranslator;

    /// <summary>The model.</summary>
    public nn.Module Module => model;

    /// <summary>The objective that it was trained for.</summary>
    public IObjective Objective => objective;

    /// <summary>p(x|z), which bounds of ln p(x) need; null if the model has none.</summary>
    public PixelLikelihood? Likelihood => objective.Likelihood;

    /// <summary>True if draws of the prior N(0, I) can be decoded.</summary>
    public bool HasPrior => objective.HasPrior;

    /// <summary>True if the model takes the images' classes as input.</summary>
    public bool TakesLabels => model is IConditionalVariationalAutoencoder;

    /// <summary>The length of a code; null if Encode is hand-written, because its layers are then unknown.</summary>
    public long? CodeLength => ((IModel)model).Summary.Layers
        .LastOrDefault(layer => layer.Name.StartsWith($"{nameof(IAutoencoder.Encode)}.", StringComparison.Ordinal))?.Output[^1];

    /// <summary>True if the inference net takes noise besides the image.</summary>
    public bool TakesNoise => model is INoisyVariationalAutoencoder or IImplicitAutoencoder;

    /// <summary>
    /// Returns the code of each image; the mean if the model returns a distribution. Noise of an inference net is drawn from the default generator.
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

    /// <summary>Returns the distribution of each image's codes; null if the model has none. Noise is drawn as in <see cref="Encode"/>.</summary>
    /// <param name="examples">The images, with labels if the model takes them.</param>
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

    /// <summary>Decodes the images' codes.</summary>
    /// <inheritdoc/>
    public Tensor Reconstruct(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        return Decode(Encode(examples), examples.Labels).reshape(examples.Images.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Translates images.</summary>
    /// <param name="examples">The images.</param>
    /// <returns>The output of the model, owned by the caller.</returns>
    /// <exception cref="InvalidOperationException">The model is not an <see cref="IImageTranslator"/>.</exception>
    public Tensor Translate(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (model is not IImageTranslator translator)
            throw new InvalidOperationException($"{model.GetName()} is not an {nameof(IImageTranslator)}.");
        using var scope = NewDisposeScope();
        return objective.ToPixels(translator.Translate(Input(examples))).MoveToOuterDisposeScope();
    }

    /// <summary>The images in the model's input shape and range.</summary>
    internal Tensor Input(Examples examples) => objective.FromPixels(ModelInput.Of((IModel)model, examples.Images));
}
