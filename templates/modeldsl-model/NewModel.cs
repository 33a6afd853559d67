namespace Models;

/// <summary>An autoencoder of flattened images of 28 by 28 pixels.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class NewModel : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>Encodes images.</summary>
    [Linear(128), ReLU, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to images with values from 0 to 1.</summary>
    [Linear(128), ReLU, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
