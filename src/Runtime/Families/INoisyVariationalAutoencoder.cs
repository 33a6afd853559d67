using TorchSharp;

namespace ModelDsl;

/// <summary>A variational autoencoder whose inference net also takes noise.</summary>
public interface INoisyVariationalAutoencoder : IModel
{
    /// <summary>The length of the noise vector: a size of the model, or a constant.</summary>
    int Noise { get; }

    /// <summary>Encodes a batch of images with noise: q(z|x, ε).</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <param name="noise">Standard normal noise, <c>[batch, noise]</c>.</param>
    /// <returns>The distributions of the codes, <c>[batch, latent]</c>.</returns>
    [return: Space("code")]
    Gaussian Encode([Space("image")] torch.Tensor image, [Space("noise")] torch.Tensor noise);

    /// <summary>Decodes a batch of codes: p(x|z).</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The natural parameters of the likelihood, <c>[batch, …]</c>.</returns>
    [return: Space("image")]
    torch.Tensor Decode([Space("code")] torch.Tensor code);
}
