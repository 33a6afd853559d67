using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>A trained model with a likelihood on a batch of images, in the form that the estimators of bounds use.</summary>
/// <param name="model">The model.</param>
/// <param name="examples">The images, with labels if the model takes them.</param>
internal sealed class LatentModel(ImageModel model, Examples examples)
{
    // About as many as fit into a CPU's cache: more are slower, and all draws of a hundred images do not fit into memory.
    private const long DecodedAtOnce = 2000;

    public Examples Examples => examples;

    /// <summary>ln p(x|z); if the model takes labels, ln p(x|z, y), and bounds are of ln p(x|y).</summary>
    /// <param name="codes"><c>[draws, batch, n]</c>.</param>
    /// <returns><c>[draws, batch]</c>, in nats.</returns>
    public Tensor LogLikelihood(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var parts = codes.split(Math.Max(1, DecodedAtOnce / examples.Count), dim: 0).Select(Part).ToArray();
        return (parts.Length == 1 ? parts[0] : cat(parts)).MoveToOuterDisposeScope();
    }

    private Tensor Part(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var draws = codes.shape[0];
        var decoded = Families.Decode(model.Module, codes.flatten(0, 1), examples.Labels is null ? null : Repeat(examples.Labels, draws));
        var images = ModelInput.Of((IModel)model.Module, examples.Images);
        return model.Likelihood!.LogDensity(decoded, images).reshape(draws, -1).MoveToOuterDisposeScope();
    }

    /// <summary>The prior of the images' codes, <c>[batch, n]</c>.</summary>
    public Gaussian Prior()
    {
        var codes = model.Encode(examples);
        return new(zeros_like(codes), zeros_like(codes));
    }

    /// <summary>q(z|x) for each draw, or q(z|x, ε) with new noise; not for an <see cref="IImplicitAutoencoder"/>.</summary>
    /// <param name="draws">The number of draws.</param>
    /// <param name="generator">Draws the noise of the inference net.</param>
    /// <returns>Distributions of <c>[draws, batch, n]</c>.</returns>
    public Gaussian Posteriors(int draws, Generator generator)
    {
        using var scope = NewDisposeScope();
        var images = model.Input(examples);
        Gaussian posteriors;
        if (model.Module is INoisyVariationalAutoencoder noisy)
        {
            var each = Noise(draws, noisy.Noise, images, generator).Select(noise => noisy.Encode(images, noise)).ToList();
            posteriors = new(stack(each.Select(one => one.Mean)), stack(each.Select(one => one.LogVariance)));
        }
        else
        {
            posteriors = Families.Posterior(model.Module, images, examples.Labels).Expand(draws);
        }

        scope.MoveToOuter(posteriors.Mean, posteriors.LogVariance);
        return posteriors;
    }

    /// <summary>Draws codes of each image from the inference net.</summary>
    /// <param name="draws">The number of codes per image.</param>
    /// <param name="generator">Draws the noise.</param>
    /// <returns><c>[draws, batch, n]</c>.</returns>
    public Tensor Codes(int draws, Generator generator)
    {
        using var scope = NewDisposeScope();
        if (model.Module is not IImplicitAutoencoder @implicit)
            return Posteriors(draws, generator).Sample(generator).MoveToOuterDisposeScope();
        var images = model.Input(examples);
        return stack(Noise(draws, @implicit.Noise, images, generator).Select(noise => @implicit.Encode(images, noise))).MoveToOuterDisposeScope();
    }

    /// <summary>Noise for the inference net, <c>[batch, length]</c> per draw.</summary>
    private static IEnumerable<Tensor> Noise(int draws, long length, Tensor images, Generator generator) =>
        randn(draws, images.shape[0], length, images.dtype, images.device, generator: generator).unbind();

    private static Tensor Repeat(Tensor tensor, long draws) => tensor.repeat([draws, .. tensor.shape.Skip(1).Select(_ => 1L)]);
}
