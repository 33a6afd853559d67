using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>The Wasserstein autoencoder, in which the maximum mean discrepancy moves the codes to the prior; Tolstikhin et al. 2018.</summary>
[Model, Wasserstein]
public partial class WassersteinAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes flattened images.</summary>
    [ThreeHiddenLayers, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to pixels in (0, 1).</summary>
    [ThreeHiddenLayersBack, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
