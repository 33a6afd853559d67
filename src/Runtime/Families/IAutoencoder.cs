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

    /// <summary>Encodes images and decodes their codes.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The reconstructions, shaped as <paramref name="image"/>.</returns>
    torch.Tensor Reconstruct(torch.Tensor image)
    {
        using var code = Encode(image);
        return Decode(code);
    }
}
