using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>
/// The smallest autoencoder, h = f(W x + b) and x̂ = g(W′ h + b′): a hundred features through fifty hidden units and back, held against its input
/// by the binary cross-entropy. A digit that is pooled to 10 × 10 pixels has as many.
/// </summary>
[Model, Reconstruction(Loss.BinaryCrossEntropy)]
public partial class PooledAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(50)] public partial int Latent { get; }

    /// <summary>Encodes vectors of features.</summary>
    [Linear(nameof(Latent)), ReLU]
    public partial Tensor Encode([Shape(100)] Tensor image);

    /// <summary>Decodes to features in (0, 1).</summary>
    [Linear(100), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
