using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>What denoising models are given in place of the image; Vincent et al. 2008.</summary>
internal static class Corruption
{
    /// <summary>Adds normal noise, and does not clip. Without noise nothing is drawn.</summary>
    /// <param name="images">The images.</param>
    /// <param name="noise">The noise's standard deviation.</param>
    public static Tensor Of(Tensor images, double noise) => noise == 0 ? images : images + randn_like(images) * noise;
}
