using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>The layers of <c>ConvAutoencoder</c>, with a number of channels to choose.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class SizedAutoencoder : IAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(16)] public partial int Latent { get; }

    /// <summary>The channels of the first convolution. The second has twice as many.</summary>
    [Size(32)] public partial int Channels { get; }

    /// <summary>Encodes images.</summary>
    [Conv2d(nameof(Channels), 3, Stride = 2, Padding = 1), ReLU]
    [Conv2d("2*Channels", 3, Stride = 2, Padding = 1), ReLU]
    [Flatten, Linear(nameof(Latent))]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    /// <summary>Decodes codes.</summary>
    [Linear("98*Channels"), ReLU, Unflatten("2*Channels", 7, 7)]
    [ConvTranspose2d(nameof(Channels), 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]
    [ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1), Sigmoid]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}
