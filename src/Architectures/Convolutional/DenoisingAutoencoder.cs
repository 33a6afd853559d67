using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// As <see cref="ConvAutoencoder"/>, trained to reconstruct clean images from noisy ones (Vincent et al. 2008): normal noise of standard deviation
/// ½ is added to the input.
/// </summary>
[Model, Reconstruction(Loss.MeanSquaredError, InputNoise = 0.5)]
public partial class DenoisingAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes noisy images.</summary>
    [StridedConvolutions, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes to clean pixels in (0, 1).</summary>
    [StridedTransposedConvolutions, Sigmoid]
    [return: Shape(1, 28, 28)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
