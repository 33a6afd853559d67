using ModelDsl;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests.Models;

/// <summary>A variational autoencoder of flattened images.</summary>
[Model, Elbo(Likelihood.Bernoulli)]
public partial class Vae : IVariationalAutoencoder
{
    /// <summary>The length of the code.</summary>
    [Size(10)] public partial int Latent { get; }

    /// <summary>Encodes images.</summary>
    [Linear(256), ReLU, Linear(64), ReLU, Linear(32), ReLU, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image);

    /// <summary>Decodes to log-odds.</summary>
    [Linear(32), ReLU, Linear(64), ReLU, Linear(256), ReLU, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}

/// <summary>Noise-injected inference net with an adversarial regularizer.</summary>
[Model, AdversarialElbo(Likelihood.Bernoulli)]
public partial class Avae : INoisyVariationalAutoencoder, IJointDiscriminator
{
    [Size(10)] public partial int Latent { get; }
    [Size(10)] public partial int Noise { get; }

    [Concat, ThreeHiddenLayers, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(784)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    [Linear(32), ReLU, Linear(64), ReLU, Linear(256), ReLU, Linear(784)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);

    [Concat, ThreeHiddenLayers, Linear(1)]
    public partial Tensor Discriminate([Shape(784)] Tensor image, [Shape(nameof(Latent))] Tensor code);
}

/// <summary>A block: attributes on an attribute class are expanded at each use.</summary>
[Linear(256), ReLU, Linear(64), ReLU, Linear(32), ReLU]
public sealed class ThreeHiddenLayersAttribute : BlockAttribute;

/// <summary>A convolution that keeps the image's size.</summary>
[Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
public sealed class ConvBlockAttribute(object channels) : BlockAttribute;

/// <summary>A convolutional classifier with skip connections.</summary>
[Model, Initialize(Initializer.KaimingNormal)]
public partial class ResidualNet
{
    [Size(16, AnyOf = new[] { 8, 16, 32 })] public partial int Width { get; }

    [Conv2d(nameof(Width), 3, Stride = 2, Padding = 1), ReLU, Mark("start")]
    [ConvBlock(nameof(Width), Repeat = 2, Residual = true)]
    [Conv2d("Width/2", 1), ReLU, Concat("start")]
    [AdaptiveAvgPool2d(1), Flatten, Dropout(0.2), Linear(10), LogSoftmax]
    public partial Tensor Classify([Shape(1, 28, 28)] Tensor image);
}

/// <summary>A decoder that uses the encoder's weights.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class TiedAutoencoder : IAutoencoder
{
    [Conv2d(8, 3, Stride = 2, Padding = 1), ReLU, Flatten, Linear(32)]
    public partial Tensor Encode([Shape(1, 28, 28)] Tensor image);

    [Tied(nameof(Encode), 3), ReLU, Unflatten(8, 14, 14), Tied(nameof(Encode), 0, OutputPadding = 1), Sigmoid]
    public partial Tensor Decode([Shape(32)] Tensor code);
}

/// <summary>Submodels, a hand-written stage, a module of one's own, and a stage that runs others.</summary>
[Model]
public partial class Composed
{
    private readonly TorchSharp.Modules.Linear _own = nn.Linear(6, 6);

    [Size(5)] public partial int Latent { get; }

    /// <summary>The submodel.</summary>
    public partial Vae Body { get; }

    [Use(nameof(Body), "Decode"), Linear(6), Call(nameof(Double)), Module(typeof(Halving), 3)]
    public partial Tensor Run([Shape(nameof(Latent))] Tensor code);

    [return: Shape(6)]
    public Tensor Double([Shape(6)] Tensor features)
    {
        using var once = _own.call(features);
        return once * 2;
    }

    [Call(nameof(Run)), Linear(2)]
    public partial Tensor Score([Shape(nameof(Latent))] Tensor code);
}

/// <summary>Keeps every second feature.</summary>
public sealed class Halving() : nn.Module<Tensor, Tensor>(nameof(Halving))
{
    public override Tensor forward(Tensor input)
    {
        using var even = arange(0, input.shape[1], 2);
        return input.index_select(1, even);
    }
}

/// <summary>Branches of a residual block and of an Inception block, a gate, and two outputs of a record.</summary>
[Model]
public partial class Branched
{
    /// <summary>The features and the score.</summary>
    public sealed record Result(Tensor Features, Tensor Score);

    [Conv2d(8, 3, Stride = 2, Padding = 1), ReLU, Mark("in")]
    [Conv2d(16, 3, Padding = 1), BatchNorm2d, ReLU, Mark("main"), From("in"), Conv2d(16, 1), Add("main"), ReLU, Mark("block")]
    [Conv2d(4, 1), ReLU, Mark("one"), From("block"), Conv2d(4, 3, Padding = 1), ReLU, Mark("three")]
    [From("block"), MaxPool2d(3, Stride = 1, Padding = 1), Concat("one", "three"), Mark("joined")]
    [AdaptiveAvgPool2d(1), Conv2d(24, 1), Sigmoid, Multiply("joined"), Mark(nameof(Result.Features))]
    [Flatten, Linear(1)]
    public partial Result Run([Shape(3, 14, 14)] Tensor image);
}
