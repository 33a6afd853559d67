using TorchSharp;

namespace ModelDsl;

/// <summary>A model that tells images from generated ones.</summary>
public interface IImageDiscriminator : IModel
{
    /// <summary>Judges a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>.</param>
    /// <returns>The log-odds that each is from the data, <c>[batch, 1]</c>.</returns>
    [return: Shape(1)]
    torch.Tensor Discriminate([Space("image")] torch.Tensor image);
}

/// <summary>A model that tells codes from the prior from those of the inference net.</summary>
public interface ICodeDiscriminator : IModel
{
    /// <summary>Judges a batch of codes.</summary>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The log-odds that each is from the prior, <c>[batch, 1]</c>.</returns>
    [return: Shape(1)]
    torch.Tensor Discriminate([Space("code")] torch.Tensor code);
}

/// <summary>A model that tells pairs of an image and a code by where the code is from.</summary>
public interface IJointDiscriminator : IModel
{
    /// <summary>Judges a batch of pairs.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>.</param>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>Log-odds, <c>[batch, 1]</c>; the objective says of what.</returns>
    [return: Shape(1)]
    torch.Tensor Discriminate([Space("image")] torch.Tensor image, [Space("code")] torch.Tensor code);
}
