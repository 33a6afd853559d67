using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Generator.Tests.Equivalence;

/// <summary>The ready-made architectures with their default sizes, as hand-written modules.</summary>
internal static class HandWrittenArchitectures
{
    private const int Image = 784, Labels = 10;

    public static IReadOnlyDictionary<string, Func<HandWritten>> All { get; } = new Dictionary<string, Func<HandWritten>>
    {
        ["DenseAutoencoder"] = () => new(("Encode", Sequential([.. Hidden(Image), Linear(32, 16)])), ("Decode", Sequential([.. Back(16), Sigmoid()]))),
        ["PooledAutoencoder"] = () => new(("Encode", Sequential(Linear(100, 50), ReLU())), ("Decode", Sequential(Linear(50, 100), Sigmoid()))),
        ["PooledVae"] = () => new(("Encode", new WithHeads(Linear(100, 50), ReLU(), Linear(50, 50), Linear(50, 50))), ("Decode", Sequential(Linear(50, 100)))),

        ["ConvAutoencoder"] = ConvAutoencoder,
        ["DenoisingAutoencoder"] = ConvAutoencoder,
        ["ConvVae"] = ConvVae,
        ["ConvGaussianVae"] = ConvVae,

        ["Vae"] = Vae,
        ["BetaVae"] = Vae,
        ["DenoisingVae"] = Vae,
        ["ImportanceWeightedAutoencoder"] = Vae,
        ["PlaneVae"] = PlaneVae,
        ["LiteralPlaneVae"] = PlaneVae,

        ["NoisyVae"] = () => new(("Encode", NoisyEncoder()), ("Decode", Decoder(10))),
        ["Avae"] = Avae,
        ["EqualRatesAvae"] = Avae,
        ["AggregatedAvae"] = () => new(
            ("Encode", NoisyEncoder()), ("Decode", Decoder(10)), ("Discriminate", Sequential([.. Hidden(10), Linear(32, 1)]))),
        ["Avb"] = () => new(
            ("Encode", Sequential([Identity(), .. Hidden(Image + 10), Linear(32, 10)])), ("Decode", Decoder(10)), ("Discriminate", JointDiscriminator())),
        ["ConditionalVae"] = () => new(
            ("Encode", new WithHeads([Identity(), .. Hidden(Image + Labels), Linear(32, 10), Linear(32, 10)])),
            ("Decode", Sequential([Identity(), .. Back(10 + Labels)]))),

        ["AdversarialAutoencoder"] = () => new(
            ("Encode", Sequential([.. Hidden(Image), Linear(32, 10)])), ("Decode", Sequential([.. Back(10), Sigmoid()])),
            ("Discriminate", Sequential([.. Hidden(10), Linear(32, 1)]))),
        ["WassersteinAutoencoder"] = () => new(
            ("Encode", Sequential([.. Hidden(Image), Linear(32, 10)])), ("Decode", Sequential([.. Back(10), Sigmoid()]))),

        ["VaeGan"] = () => new(
            ("Encode", Sequential([.. Halving(1, 64), .. Halving(64, 128), Flatten(), Linear(6272, 32)])),
            ("Decode", Sequential(
                Linear(32, 12544, hasBias: false), BatchNorm1d(12544), LeakyReLU(0.3), Unflatten(1, [256, 7, 7]),
                ConvTranspose2d(256, 128, 5, padding: 2), BatchNorm2d(128), LeakyReLU(0.3),
                ConvTranspose2d(128, 64, 5, 2, 2, 1), BatchNorm2d(64), LeakyReLU(0.3),
                ConvTranspose2d(64, 1, 5, 2, 2, 1), Tanh())),
            ("Discriminate", Sequential([.. Halving(1, 64), .. Halving(64, 128), Flatten(), Linear(6272, 1)]))),
    };

    /// <summary>Three hidden layers and two heads, and a decoder.</summary>
    public static HandWritten Vae() => new(("Encode", Encoder(10)), ("Decode", Decoder(10)));

    /// <summary>The same with noise beside the image, and a discriminator of pairs of image and code.</summary>
    public static HandWritten Avae() => new(("Encode", NoisyEncoder()), ("Decode", Decoder(10)), ("Discriminate", JointDiscriminator()));

    public static Module<Tensor, Tensor> Decoder(long latent) => Sequential(Back(latent));

    public static WithHeads Encoder(long latent) => new([.. Hidden(Image), Linear(32, latent), Linear(32, latent)]);

    private static HandWritten PlaneVae() => new(("Encode", Encoder(2)), ("Decode", Sequential([.. Back(2), Sigmoid()])));

    private static WithHeads NoisyEncoder() => new([Identity(), .. Hidden(Image + 10), Linear(32, 10), Linear(32, 10)]);

    private static Module<Tensor, Tensor> JointDiscriminator() => Sequential([Identity(), .. Hidden(Image + 10), Linear(32, 1)]);

    private static Module<Tensor, Tensor>[] Hidden(long inputs) => [Linear(inputs, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU()];

    private static Module<Tensor, Tensor>[] Back(long latent) =>
        [Linear(latent, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, Image)];

    private static HandWritten ConvAutoencoder() => new(
        ("Encode", Sequential([.. Strided(), Linear(3136, 16)])), ("Decode", Sequential([.. Transposed(), Sigmoid()])));

    private static HandWritten ConvVae() => new(
        ("Encode", new WithHeads([.. Strided(), Linear(3136, 16), Linear(3136, 16)])), ("Decode", Sequential(Transposed())));

    private static Module<Tensor, Tensor>[] Strided() =>
        [Conv2d(1, 32, 3, stride: 2, padding: 1), ReLU(), Conv2d(32, 64, 3, stride: 2, padding: 1), ReLU(), Flatten()];

    private static Module<Tensor, Tensor>[] Transposed() =>
    [
        Linear(16, 3136), ReLU(), Unflatten(1, [64, 7, 7]), ConvTranspose2d(64, 32, 3, 2, 1, 1), ReLU(),
        ConvTranspose2d(32, 1, 3, 2, 1, 1),
    ];

    private static Module<Tensor, Tensor>[] Halving(long inputs, long channels) =>
        [Conv2d(inputs, channels, 5, stride: 2, padding: 2), BatchNorm2d(channels), LeakyReLU(0.3)];
}
