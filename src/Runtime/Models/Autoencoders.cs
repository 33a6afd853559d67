using TorchSharp;

namespace ModelDsl;

/// <summary>A model that maps an image to a code and a code to an image.</summary>
public interface IAutoencoder : IModel
{
    /// <summary>Encodes a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The codes, <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    torch.Tensor Encode([Space("image")] torch.Tensor image);

    /// <summary>Decodes a batch of codes.</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The images, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);

    /// <summary>Decodes what the images encode to.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The reconstructions, shaped as <paramref name="image"/>.</returns>
    torch.Tensor Reconstruct(torch.Tensor image)
    {
        using var code = Encode(image);
        return Decode(code);
    }
}

/// <summary>A model that maps an image to a normal distribution of codes and a code to a distribution of images.</summary>
public interface IVariationalAutoencoder : IModel
{
    /// <summary>Encodes a batch of images: q(z|x).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The distributions of codes, of <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image);

    /// <summary>Decodes a batch of codes: p(x|z).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);
}

/// <summary>A variational autoencoder whose inference net takes noise too.</summary>
public interface INoisyVariationalAutoencoder : IModel
{
    /// <summary>The length of the noise vector: a size of the model, or a constant.</summary>
    int Noise { get; }

    /// <summary>Encodes a batch of images with noise: q(z|x, ε).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <param name="noise">Standard normal noise, <c>[batch, noise]</c>.</param>
    /// <returns>The distributions of codes, of <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image, [Space("noise")] torch.Tensor noise);

    /// <summary>Decodes a batch of codes: p(x|z).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);
}

/// <summary>A model whose inference net gives codes and no density of them: z = f(x, ε); Mescheder et al. 2017.</summary>
public interface IImplicitAutoencoder : IModel
{
    /// <summary>The length of the noise vector: a size of the model, or a constant.</summary>
    int Noise { get; }

    /// <summary>Draws codes for a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <param name="noise">Standard normal noise, <c>[batch, noise]</c>.</param>
    /// <returns>The codes, <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    torch.Tensor Encode([Space("image")] torch.Tensor image, [Space("noise")] torch.Tensor noise);

    /// <summary>Decodes a batch of codes: p(x|z).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);
}

/// <summary>A variational autoencoder of images with labels; Sohn et al. 2015.</summary>
public interface IConditionalVariationalAutoencoder : IModel
{
    /// <summary>Encodes a batch of images with their labels: q(z|x, y).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <param name="label">The labels, one-hot, <c>[batch, classes]</c>.</param>
    /// <returns>The distributions of codes, of <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image, [Space("label")] torch.Tensor label);

    /// <summary>Decodes a batch of codes with labels: p(x|z, y).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <param name="label">The labels, one-hot, <c>[batch, classes]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code, [Space("label")] torch.Tensor label);
}
