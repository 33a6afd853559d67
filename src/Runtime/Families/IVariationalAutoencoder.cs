using TorchSharp;

namespace ModelDsl;

/// <summary>A model that maps an image to a normal distribution of codes and a code to a distribution of images.</summary>
public interface IVariationalAutoencoder : IModel
{
    /// <summary>Encodes a batch of images: q(z|x).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The distributions of the codes, <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image);

    /// <summary>Decodes a batch of codes: p(x|z).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);
}
