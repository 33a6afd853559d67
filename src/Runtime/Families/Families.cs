using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl;

/// <summary>Calls the stages of a model of any family.</summary>
internal static class Families
{
    /// <summary>The distribution of codes: q(z|x), q(z|x, ε) with new noise, or q(z|x, y).</summary>
    /// <exception cref="ArgumentException">The model is of another family, or takes labels and none were passed.</exception>
    public static Gaussian Posterior(nn.Module model, Tensor images, Tensor? labels) => model switch
    {
        IVariationalAutoencoder plain => plain.Encode(images),
        INoisyVariationalAutoencoder noisy => noisy.Encode(images, Noise(images, noisy.Noise)),
        IConditionalVariationalAutoencoder conditional => conditional.Encode(images, Required(labels, model)),
        _ => throw NotOfFamily(model, "the interface of a variational autoencoder"),
    };

    /// <summary>The output of Decode for codes.</summary>
    /// <exception cref="ArgumentException">The model has no decoder, or takes labels and none were passed.</exception>
    public static Tensor Decode(nn.Module model, Tensor codes, Tensor? labels) => model switch
    {
        IAutoencoder plain => plain.Decode(codes),
        IVariationalAutoencoder variational => variational.Decode(codes),
        INoisyVariationalAutoencoder noisy => noisy.Decode(codes),
        IImplicitAutoencoder @implicit => @implicit.Decode(codes),
        IConditionalVariationalAutoencoder conditional => conditional.Decode(codes, Required(labels, model)),
        _ => throw NotOfFamily(model, "the interface of an autoencoder"),
    };

    /// <summary>The log-odds of a discriminator of codes, or of images and codes.</summary>
    /// <exception cref="ArgumentException">The model has no discriminator of codes.</exception>
    public static Tensor Discriminate(nn.Module model, Tensor images, Tensor codes) => model switch
    {
        IJointDiscriminator joint => joint.Discriminate(images, codes),
        ICodeDiscriminator aggregated => aggregated.Discriminate(codes),
        _ => throw NotOfFamily(model, "the interface of a discriminator of codes"),
    };

    /// <summary>Standard normal noise, one row per image.</summary>
    public static Tensor Noise(Tensor images, long length) => randn(images.shape[0], length, dtype: images.dtype, device: images.device);

    /// <summary>The error for a model that an objective cannot train.</summary>
    public static ArgumentException NotOfFamily(nn.Module model, string family) => new($"{model.GetName()} does not implement {family}.", nameof(model));

    private static Tensor Required(Tensor? labels, nn.Module model) =>
        labels ?? throw new ArgumentException($"{model.GetName()} takes labels, but none were passed.", nameof(labels));
}
