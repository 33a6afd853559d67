using TorchSharp;

namespace ModelDsl;

/// <summary>
/// A model that maps an image to another image, the target, which may have another shape: image-to-image translation, such as
/// coloring, denoising of pairs or segmentation.
/// </summary>
public interface IImageTranslator : IModel
{
    /// <summary>Translates a batch of images.</summary>
    /// <param name="image">The images, <c>[batch, …]</c>, in [0, 1].</param>
    /// <returns>The estimates of the targets, <c>[batch, …]</c>.</returns>
    [return: Space("target")]
    torch.Tensor Translate([Space("image")] torch.Tensor image);
}
