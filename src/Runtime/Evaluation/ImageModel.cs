using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// A trained model of any family as a map between pixels and codes: its objective says what range the model works in, and how
/// what it decodes becomes pixels. The model stays the caller's.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="objective">What it was trained for.</param>
public sealed class ImageModel(nn.Module model, IObjective objective)
{
    /// <summary>Whether a model is of a family that reconstructs images.</summary>
    public static bool Reconstructs(nn.Module model) => model is
        IAutoencoder or IVariationalAutoencoder or INoisyVariationalAutoencoder or IImplicitAutoencoder or IConditionalVariationalAutoencoder;

    /// <summary>
    /// The code of each image: where the model gives a distribution, its mean. Noise that an inference net takes is drawn from the default generator.
    /// </summary>
    /// <param name="examples">Images in the model's input shape, and labels where the model takes them.</param>
    /// <returns><c>[batch, n]</c>.</returns>
    public Tensor Encode(Examples examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        using var scope = NewDisposeScope();
        var images = objective.FromPixels(examples.Images);
        var code = model switch
        {
            IAutoencoder plain => plain.Encode(images),
            IImplicitAutoencoder @implicit => @implicit.Encode(images, Families.Noise(images, @implicit.Noise)),
            _ => Families.Posterior(model, images, examples.Labels).Mean,
        };
        return code.MoveToOuterDisposeScope();
    }

    /// <summary>The pixels that codes decode to: where the model gives a distribution, their means.</summary>
    /// <param name="codes">The codes, <c>[batch, n]</c>.</param>
    /// <param name="labels">The labels, one-hot, <c>[batch, classes]</c>, where the model takes them.</param>
    /// <returns>Images in the model's input shape.</returns>
    public Tensor Decode(Tensor codes, Tensor? labels = null)
    {
        using var scope = NewDisposeScope();
        return objective.ToPixels(Families.Decode(model, codes, labels)).MoveToOuterDisposeScope();
    }

    /// <summary>Decodes what images encode to.</summary>
    /// <param name="examples">Images in the model's input shape, and labels where the model takes them.</param>
    /// <returns>Images of the same shape.</returns>
    public Tensor Reconstruct(Examples examples)
    {
        using var code = Encode(examples);
        return Decode(code, examples.Labels);
    }
}
