using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>The adversarial autoencoder, in which a discriminator moves the codes to the prior; Makhzani et al. 2016.</summary>
[Model, AdversarialReconstruction(Loss.BinaryCrossEntropy)]
public partial class AdversarialAutoencoder : IAutoencoder, ICodeDiscriminator
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes flattened images.</summary>
    [ThreeHiddenLayers, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to pixels in (0, 1).</summary>
    [ThreeHiddenLayersBack, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);

    /// <summary>The log-odds that a code is from the prior.</summary>
    [ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(nameof(Latent))] Tensor code);
}
