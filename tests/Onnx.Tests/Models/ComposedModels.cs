using TorchSharp;

namespace ModelDsl.Onnx.Tests.Models;

/// <summary>The results of a stage.</summary>
public sealed record Pyramid(Tensor Fine, Tensor Coarse);

/// <summary>A block with a skip connection.</summary>
[Conv2d(nameof(channels), 3, Padding = 1), BatchNorm2d, ReLU]
public sealed class ConvBlockAttribute(object channels) : BlockAttribute;

/// <summary>Branches, joins, several outputs, a stage that runs another one twice.</summary>
[Model]
public sealed partial class Branched
{
    [Size(6, Min = 1)] public partial int Width { get; }

    [Conv2d(nameof(Width), 3, Padding = 1), ReLU, Mark("fine"), MaxPool2d(2), ConvBlock(nameof(Width), Repeat = 2, Residual = true), Mark("coarse")]
    [From("fine"), Conv2d(nameof(Width), 1), Add("fine"), Mark("Fine"), From("coarse"), Sigmoid, Multiply("coarse"), Mark("Coarse")]
    public partial Pyramid Features([Shape(3, 8, 8)] Tensor image);

    [Call(nameof(Features), As = new[] { "fine", "coarse" }), From("coarse"), Upsample(2), Concat("fine"), Conv2d(1, 3, Padding = 1), Mark("scores")]
    [From("scores"), Flatten, Linear(4), Mark("classes"), From("scores"), Sigmoid, Mark("map")]
    public partial (Tensor map, Tensor classes) Run([Shape(3, 8, 8)] Tensor image);
}

/// <summary>The transposes of the encoder's layers.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
public sealed partial class TiedModel : IAutoencoder
{
    [Conv2d(4, 3, Stride = 2, Padding = 1), ReLU, Flatten, Linear(6)]
    public partial Tensor Encode([Shape(1, 8, 8)] Tensor image);

    [Tied(nameof(Encode), 3), ReLU, Unflatten(4, 4, 4), Tied(nameof(Encode), 0, OutputPadding = 1), Sigmoid]
    public partial Tensor Decode([Shape(6)] Tensor code);
}

/// <summary>A model that holds another one, and runs its stages.</summary>
[Model]
public sealed partial class Holder
{
    [Size(5, Min = 1)] public partial int Latent { get; }

    public partial SmallVae Body { get; }

    [Use(nameof(Body), nameof(SmallVae.Decode)), Tanh, Use(nameof(Body), nameof(SmallVae.Encode))]
    public partial Gaussian Again([Shape(nameof(Latent))] Tensor code);

    [Linear(nameof(Latent)), Call(nameof(Again))]
    public partial Gaussian Run([Shape(3)] Tensor input);
}

/// <summary>The likelihood whose mean is a function of its own.</summary>
[Model, Elbo(Likelihood.ContinuousBernoulli)]
public sealed partial class SmallVae : IVariationalAutoencoder
{
    [Size(5, Min = 1)] public partial int Latent { get; }

    [Linear(8), ReLU, Gaussian(nameof(Latent))]
    public partial Gaussian Encode([Shape(12)] Tensor image);

    [Linear(8), ReLU, Linear(12)]
    public partial Tensor Decode([Shape(nameof(Latent))] Tensor code);
}

/// <summary>A stage with a parameter that has the name of outputs without one.</summary>
[Model]
public sealed partial class SameNames
{
    [Linear(3)]
    public partial Tensor Run([Shape(3)] Tensor output);
}
