using TorchSharp;

namespace ModelDsl;

/// <summary>A model whose inference net produces codes without a density: z = f(x, ε); Mescheder et al. 2017.</summary>
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
