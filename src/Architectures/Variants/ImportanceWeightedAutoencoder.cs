using static TorchSharp.torch;

namespace ModelDsl.Architectures;

/// <summary>The importance-weighted autoencoder with five draws; Burda, Grosse and Salakhutdinov 2016.</summary>
[Model, ImportanceWeighted(Likelihood.Bernoulli, 5)]
public partial class ImportanceWeightedAutoencoder : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes flattened images to q(z|x).</summary>
    [ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to the pixels' log-odds.</summary>
    [ThreeHiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
