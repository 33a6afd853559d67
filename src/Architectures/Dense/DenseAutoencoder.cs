using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>A fully connected autoencoder: 784 pixels through 256, 64 and 32 units to the code, and a mirrored decoder.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class DenseAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes flattened images.</summary>
    [Linear(256), ReLU, Linear(64), ReLU, Linear(32), ReLU, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to pixels in (0, 1).</summary>
    [Linear(32), ReLU, Linear(64), ReLU, Linear(256), ReLU, Linear(784), Sigmoid]
    [return: Shape(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
