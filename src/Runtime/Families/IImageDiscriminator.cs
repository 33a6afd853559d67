using TorchSharp;

namespace ModelDsl;

/// <summary>A model that distinguishes images of the data from generated ones.</summary>
public interface IImageDiscriminator : IModel
{
    /// <summary>Discriminates a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>.</param>
    /// <returns>The log-odds that each is from the data, <c>[batch, 1]</c>.</returns>
    [return: Shape(1), OutputRange(double.NegativeInfinity, double.PositiveInfinity)]
    torch.Tensor Discriminate([Space("image")] torch.Tensor image);
}
