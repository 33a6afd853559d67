using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The noise on the input of denoising models; Vincent et al. 2008.</summary>
internal static class Corruption
{
    /// <summary>Adds normal noise without clipping. A standard deviation of 0 does not use the generator.</summary>
    /// <param name="images">The images.</param>
    /// <param name="noise">The noise's standard deviation.</param>
    public static Tensor Of(Tensor images, double noise) => noise == 0 ? images : images + randn_like(images) * noise;
}
