using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl;

/// <summary>The stages of a model of any family, called alike.</summary>
internal static class Families
{
    /// <summary>The distribution of codes: q(z|x), q(z|x, ε) with new noise, or q(z|x, y).</summary>
    /// <exception cref="ArgumentException">The model is of no such family, or takes labels and there are none.</exception>
    public static Gaussian Posterior(nn.Module model, Tensor images, Tensor? labels) => model switch
    {
        IVariationalAutoencoder plain => plain.Encode(images),
        INoisyVariationalAutoencoder noisy => noisy.Encode(images, Noise(images, noisy.Noise)),
        IConditionalVariationalAutoencoder conditional => conditional.Encode(images, Required(labels, model)),
        _ => throw NotOfFamily(model, "variational autoencoder"),
    };

    /// <summary>What Decode gives for codes.</summary>
    /// <exception cref="ArgumentException">The model is of no family with a decoder, or takes labels and there are none.</exception>
    public static Tensor Decode(nn.Module model, Tensor codes, Tensor? labels) => model switch
    {
        IAutoencoder plain => plain.Decode(codes),
        IVariationalAutoencoder variational => variational.Decode(codes),
        INoisyVariationalAutoencoder noisy => noisy.Decode(codes),
        IImplicitAutoencoder @implicit => @implicit.Decode(codes),
        IConditionalVariationalAutoencoder conditional => conditional.Decode(codes, Required(labels, model)),
        _ => throw NotOfFamily(model, "autoencoder"),
    };

    /// <summary>A discriminator's judgment of codes, which looks at the images too where it takes them.</summary>
    /// <exception cref="ArgumentException">The model has no such discriminator.</exception>
    public static Tensor Discriminate(nn.Module model, Tensor images, Tensor codes) => model switch
    {
        IJointDiscriminator joint => joint.Discriminate(images, codes),
        ICodeDiscriminator aggregated => aggregated.Discriminate(codes),
        _ => throw NotOfFamily(model, "discriminator of codes"),
    };

    /// <summary>Standard normal noise, one row an image.</summary>
    public static Tensor Noise(Tensor images, long length) => randn(images.shape[0], length, dtype: images.dtype, device: images.device);

    /// <summary>The error for a model that an objective cannot train.</summary>
    public static ArgumentException NotOfFamily(nn.Module model, string family) => new($"{model.GetName()} is no {family}.", nameof(model));

    private static Tensor Required(Tensor? labels, nn.Module model) =>
        labels ?? throw new ArgumentException($"{model.GetName()} takes labels, and none were given.", nameof(labels));
}
