using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

// Models of every family, with six pixels, four hidden units, three latent dimensions and two of noise.

/// <summary>One hidden layer.</summary>
[Linear(4), Tanh]
public sealed class HiddenAttribute : BlockAttribute;

[Model, Reconstruction(Loss.MeanSquaredError)]
public partial class SmallAutoencoder : IAutoencoder
{
    [Hidden, Linear(3)]
    public partial Tensor Encode([Shape(6)] Tensor image);

    [Hidden, Linear(6), Sigmoid]
    public partial Tensor Decode([Shape(3)] Tensor code);
}

[Model, Elbo(Likelihood.Bernoulli)]
public partial class SmallVae : IVariationalAutoencoder
{
    [Hidden, Gaussian(3)]
    public partial Gaussian Encode([Shape(6)] Tensor image);

    [Hidden, Linear(6)]
    public partial Tensor Decode([Shape(3)] Tensor code);
}

[Model, Elbo(Likelihood.Bernoulli)]
public partial class SmallConditionalVae : IConditionalVariationalAutoencoder
{
    [Concat, Hidden, Gaussian(3)]
    public partial Gaussian Encode([Shape(6)] Tensor image, [Shape(2)] Tensor label);

    [Concat, Hidden, Linear(6)]
    public partial Tensor Decode([Shape(3)] Tensor code, [Shape(2)] Tensor label);
}

[Model, AdversarialElbo(Likelihood.Bernoulli)]
public partial class SmallAvae : INoisyVariationalAutoencoder, IJointDiscriminator
{
    [Size(2)] public partial int Noise { get; }

    [Concat, Hidden, Gaussian(3)]
    public partial Gaussian Encode([Shape(6)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    [Hidden, Linear(6)]
    public partial Tensor Decode([Shape(3)] Tensor code);

    [Concat, Hidden, Linear(1)]
    public partial Tensor Discriminate([Shape(6)] Tensor image, [Shape(3)] Tensor code);
}

[Model, AdversarialElbo(Likelihood.Bernoulli)]
public partial class SmallAggregatedAvae : INoisyVariationalAutoencoder, ICodeDiscriminator
{
    [Size(2)] public partial int Noise { get; }

    [Concat, Hidden, Gaussian(3)]
    public partial Gaussian Encode([Shape(6)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    [Hidden, Linear(6)]
    public partial Tensor Decode([Shape(3)] Tensor code);

    [Hidden, Linear(1)]
    public partial Tensor Discriminate([Shape(3)] Tensor code);
}

[Model, AdversarialVariationalBayes(Likelihood.Bernoulli)]
public partial class SmallAvb : IImplicitAutoencoder, IJointDiscriminator
{
    [Size(2)] public partial int Noise { get; }

    [Concat, Hidden, Linear(3)]
    public partial Tensor Encode([Shape(6)] Tensor image, [Shape(nameof(Noise))] Tensor noise);

    [Hidden, Linear(6)]
    public partial Tensor Decode([Shape(3)] Tensor code);

    [Concat, Hidden, Linear(1)]
    public partial Tensor Discriminate([Shape(6)] Tensor image, [Shape(3)] Tensor code);
}

[Model, AdversarialReconstruction(Loss.MeanSquaredError)]
public partial class SmallAdversarialAutoencoder : IAutoencoder, ICodeDiscriminator
{
    [Hidden, Linear(3)]
    public partial Tensor Encode([Shape(6)] Tensor image);

    [Hidden, Linear(6), Sigmoid]
    public partial Tensor Decode([Shape(3)] Tensor code);

    [Hidden, Linear(1)]
    public partial Tensor Discriminate([Shape(3)] Tensor code);
}

[Model, VaeGan]
public partial class SmallVaeGan : IVariationalAutoencoder, IImageDiscriminator
{
    [Hidden, Gaussian(3)]
    public partial Gaussian Encode([Shape(6)] Tensor image);

    [Hidden, Linear(6), Tanh]
    public partial Tensor Decode([Shape(3)] Tensor code);

    [Hidden, Linear(1)]
    public partial Tensor Discriminate([Shape(6)] Tensor image);
}
