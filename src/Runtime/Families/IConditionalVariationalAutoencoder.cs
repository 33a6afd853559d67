using TorchSharp;

namespace ModelDsl;

/// <summary>A variational autoencoder of images with labels; Sohn et al. 2015.</summary>
public interface IConditionalVariationalAutoencoder : IModel
{
    /// <summary>Encodes a batch of images with their labels: q(z|x, y).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <param name="label">The labels, one-hot, <c>[batch, classes]</c>.</param>
    /// <returns>The distributions of the codes, <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image, [Space("label")] torch.Tensor label);

    /// <summary>Decodes a batch of codes with labels: p(x|z, y).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <param name="label">The labels, one-hot, <c>[batch, classes]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code, [Space("label")] torch.Tensor label);
}
