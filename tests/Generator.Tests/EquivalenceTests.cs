using ModelDsl.Architectures;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Models;
using TorchSharp;
using Avae = ModelDsl.Generator.Tests.Models.Avae;
using Vae = ModelDsl.Generator.Tests.Models.Vae;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Generator.Tests;

/// <summary>Generated models and the same written by hand: from one seed the same weights, names and results, bit for bit.</summary>
[Collection(TensorCollection.Name)]
public class EquivalenceTests
{
    private static readonly Dictionary<string, (Func<Module> Generated, Func<ByHand> Written, Func<Module, Tensor> Run, Func<ByHand, Tensor> RunByHand)> s_models = new()
    {
        ["ConvAutoencoder"] = (
            () => new ConvAutoencoder(), Conv, model => ((ConvAutoencoder)model).forward(Images()), hand => hand.Pass("Decode", hand.Pass("Encode", Images()))),
        ["DenseAutoencoder"] = (
            () => new DenseAutoencoder(), Dense, model => ((DenseAutoencoder)model).forward(Vectors(784)), hand => hand.Pass("Decode", hand.Pass("Encode", Vectors(784)))),
        ["Vae"] = (
            () => new Vae(), () => Variational(10), model => Joined(((Vae)model).Encode(Vectors(784)), ((Vae)model).Decode(Vectors(10))),
            hand => cat([.. hand.Heads("Encode", Vectors(784)), hand.Pass("Decode", Vectors(10))], 1)),
        ["Avae"] = (
            () => new Avae(), Adversarial,
            model => Joined(((Avae)model).Encode(Vectors(784), Vectors(10)), ((Avae)model).Discriminate(Vectors(784), Vectors(10))),
            hand => cat([.. hand.Heads("Encode", cat([Vectors(784), Vectors(10)], 1)), hand.Pass("Discriminate", cat([Vectors(784), Vectors(10)], 1))], 1)),
        ["TiedAutoencoder"] = (
            () => new TiedAutoencoder(), Tied, model => ((TiedAutoencoder)model).forward(Images()), RunTied),
        ["Composed"] = (
            () => new Composed(), Composition, model => ((Composed)model).Score(Vectors(5)), RunComposed),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_generated_model_is_what_one_would_write_by_hand(string name)
    {
        using var scope = NewDisposeScope();
        using var without = no_grad();
        var (generated, written, run, runByHand) = s_models[name];
        manual_seed(1);
        var ours = generated();
        manual_seed(1);
        var theirs = written();

        var (weights, expected) = (ours.state_dict(), theirs.state_dict());
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), weights.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, weight => Assert.Equal(Values(weight.Value), Values(weights[weight.Key])));
        Assert.Equal(Values(runByHand(theirs)), Values(run(ours)));
    }

    private static Tensor Joined(Gaussian code, Tensor other) => cat([code.Mean, code.LogVariance, other], 1);

    private static Tensor Images() => arange(2 * 784, dtype: float32).reshape(2, 1, 28, 28) / 1568;

    private static Tensor Vectors(long length) => arange(2 * length, dtype: float32).reshape(2, length) / (2 * length);

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    private static ByHand Conv() => new(
        ("Encode", Sequential(Conv2d(1, 32, 3, stride: 2, padding: 1), ReLU(), Conv2d(32, 64, 3, stride: 2, padding: 1), ReLU(), Flatten(), Linear(3136, 16))),
        ("Decode", Sequential(
            Linear(16, 3136), ReLU(), Unflatten(1, [64, 7, 7]), ConvTranspose2d(64, 32, 3, 2, 1, 1), ReLU(), ConvTranspose2d(32, 1, 3, 2, 1, 1), Sigmoid())));

    private static ByHand Dense() => new(
        ("Encode", Sequential(Linear(784, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU(), Linear(32, 16))),
        ("Decode", Sequential(Linear(16, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784), Sigmoid())));

    private static ByHand Variational(long latent) => new(("Encode", Encoder(784, latent)), ("Decode", Decoder(latent)));

    private static ByHand Adversarial() => new(
        ("Encode", Encoder(794, 10, Identity())),
        ("Decode", Decoder(10)),
        ("Discriminate", Sequential(Identity(), Linear(794, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU(), Linear(32, 1))));

    private static ByHand Tied() => new(
        ("Encode", Sequential(Conv2d(1, 8, 3, stride: 2, padding: 1), ReLU(), Flatten(), Linear(1568, 32))),
        ("Decode", new ByHand(("0", new Bias(1568)), ("3", new Bias(1)))));

    private static ByHand Composition() => new(
        ("_own", Linear(6, 6)),
        ("Body", Variational(5)),
        ("Run", new ByHand(("1", Linear(784, 6)), ("3", new Halving()))),
        ("Score", new ByHand(("1", Linear(3, 2)))));

    private static Tensor RunTied(ByHand hand)
    {
        var weights = hand.state_dict();
        var code = hand.Pass("Encode", Images());
        var x = functional.relu(functional.linear(code, weights["Encode.3.weight"].t(), weights["Decode.0.bias"])).reshape(2, 8, 14, 14);
        return sigmoid(functional.conv_transpose2d(x, weights["Encode.0.weight"], weights["Decode.3.bias"], [2, 2], [1, 1], [1, 1]));
    }

    private static Tensor RunComposed(ByHand hand)
    {
        var run = (ByHand)hand.Part("Run");
        var x = run.Pass("1", ((ByHand)hand.Part("Body")).Pass("Decode", Vectors(5)));
        x = run.Pass("3", hand.Pass("_own", x) * 2);
        return ((ByHand)hand.Part("Score")).Pass("1", x);
    }

    /// <summary>Three hidden layers and two heads.</summary>
    private static ByHand Encoder(long inputs, long latent, params Module<Tensor, Tensor>[] before)
    {
        Module<Tensor, Tensor>[] layers = [.. before, Linear(inputs, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU()];
        return new([
            .. layers.Select((layer, i) => ($"{i}", (Module)layer)),
            ($"{layers.Length}", new ByHand(("mean", Linear(32, latent)), ("log_variance", Linear(32, latent)))),
        ]);
    }

    private static Module<Tensor, Tensor> Decoder(long latent) =>
        Sequential(Linear(latent, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784));

    /// <summary>Named parts, as a class with a field for each would have.</summary>
    private sealed class ByHand : Module
    {
        public ByHand(params (string Name, Module Part)[] parts) : base(nameof(ByHand))
        {
            foreach (var (name, part) in parts)
                register_module(name, part);
        }

        public Module Part(string name) => named_children().First(child => child.name == name).module;

        public Tensor Pass(string part, Tensor input) => ((Module<Tensor, Tensor>)Part(part)).call(input);

        /// <summary>All parts but the last, one after the other, and both heads of the last.</summary>
        public Tensor[] Heads(string part, Tensor input)
        {
            var parts = ((ByHand)Part(part)).named_children().Select(child => child.module).ToList();
            var features = parts.SkipLast(1).Aggregate(input, (x, layer) => ((Module<Tensor, Tensor>)layer).call(x));
            var heads = (ByHand)parts[^1];
            return [heads.Pass("mean", features), heads.Pass("log_variance", features)];
        }
    }

    /// <summary>A bias for a transpose, which starts at zero.</summary>
    private sealed class Bias : Module
    {
        public Bias(long length) : base(nameof(Bias)) => register_parameter("bias", Parameter(zeros(length)));
    }
}
