using TorchSharp;

namespace ModelDsl;

/// <summary>A model that distinguishes pairs of an image and a code by the origin of the code.</summary>
public interface IJointDiscriminator : IModel
{
    /// <summary>Discriminates a batch of pairs.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>.</param>
    /// <param name="code">The codes, <c>[batch, latent]</c>.</param>
    /// <returns>The log-odds, <c>[batch, 1]</c>; the objective defines which codes are positive.</returns>
    [return: Shape(1), OutputRange(double.NegativeInfinity, double.PositiveInfinity)]
    torch.Tensor Discriminate([Space("image")] torch.Tensor image, [Space("code")] torch.Tensor code);
}
