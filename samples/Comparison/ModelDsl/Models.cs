namespace Comparison;

/// <summary>Encodes an image with two convolutions.</summary>
[Conv2d(32, 3, Stride = 2, Padding = 1), ReLU]
[Conv2d(64, 3, Stride = 2, Padding = 1), ReLU]
[Flatten, Linear(nameof(length))]
public sealed class ConvEncoderAttribute(object length) : BlockAttribute;

/// <summary>Decodes a code with two transposed convolutions.</summary>
[Linear(64 * 7 * 7), ReLU, Unflatten(64, 7, 7)]
[ConvTranspose2d(32, 3, Stride = 2, Padding = 1, OutputPadding = 1), ReLU]
[ConvTranspose2d(1, 3, Stride = 2, Padding = 1, OutputPadding = 1), Sigmoid]
public sealed class ConvDecoderAttribute : BlockAttribute;

/// <summary>The hidden layers of dense encoders.</summary>
[Linear(256), ReLU, Linear(64), ReLU]
public sealed class HiddenLayersAttribute : BlockAttribute;

/// <summary>The hidden layers of dense decoders.</summary>
[Linear(64), ReLU, Linear(256), ReLU]
public sealed class HiddenLayersBackAttribute : BlockAttribute;

/// <summary>A convolutional autoencoder.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class ConvAutoencoder : IAutoencoder
{
    [ConvEncoder(16)]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    [ConvDecoder]
    public partial Tensor Decode([Shape(16)] Tensor code);
}

/// <summary>The same, trained with noise on the input.</summary>
[Model, Reconstruction(Loss.MeanSquaredError, InputNoise = 0.5)]
public partial class DenoisingAutoencoder : IAutoencoder
{
    [ConvEncoder(16)]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    [ConvDecoder]
    public partial Tensor Decode([Shape(16)] Tensor code);
}

/// <summary>A dense autoencoder.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class DenseAutoencoder : IAutoencoder
{
    [HiddenLayers, Linear(16)]
    public partial Tensor Encode([Shape(784)] Tensor image);

    [HiddenLayersBack, Linear(784), Sigmoid]
    public partial Tensor Decode([Shape(16)] Tensor code);
}

/// <summary>A variational autoencoder.</summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class Vae : IVariationalAutoencoder
{
    [HiddenLayers, Gaussian(10)]
    public partial Gaussian Encode([Shape(784)] Tensor image);

    [HiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(10)] Tensor code);
}

/// <summary>A variational autoencoder whose inference net also takes noise.</summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class NoisyVae : INoisyVariationalAutoencoder
{
    [Size(10)] public partial int Noise { get; }

    [Concat, HiddenLayers, Gaussian(10)]
    public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    [HiddenLayersBack, Linear(784)]
    public partial Tensor Decode([Shape(10)] Tensor code);
}
