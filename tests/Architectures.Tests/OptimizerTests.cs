using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Optimizers, the rates of parameter groups, and the resumption of their trainings.</summary>
public sealed class OptimizerTests : IDisposable
{
    private static readonly TrainingOptions s_options = new() { Epochs = 2, BatchSize = 16 };

    private readonly Examples _examples;

    public OptimizerTests()
    {
        set_num_threads(1);
        using var generator = new Generator(7);
        _examples = new Examples(rand([32, 784], generator: generator)) { ImageShape = [1, 28, 28] };
    }

    public void Dispose() => _examples.Images.Dispose();

    private static Avae Make(int seed = 1)
    {
        manual_seed(seed);
        return new Avae(4, 2);
    }

    private static IObjective Objective => new AdversarialElboAttribute(Likelihood.Bernoulli).Create();

    private static Dictionary<string, byte[]> Bits(nn.Module model) =>
        model.state_dict().ToDictionary(weight => weight.Key, weight => weight.Value.detach().bytes.ToArray());

    private Dictionary<string, byte[]> Trained(TrainingOptions options)
    {
        using var model = Make();
        Trainer.Train(model, Objective, _examples, options);
        return Bits(model);
    }

    /// <summary>The first step of each optimizer on one weight w with the loss w²/2 at w = 2, from its definition.</summary>
    [Theory]
    [InlineData(OptimizerKind.Adam, 2 - 0.1)]
    [InlineData(OptimizerKind.AdamW, 2 * (1 - 0.1 * 0.5) - 0.1)]
    [InlineData(OptimizerKind.Sgd, 2 - 0.1 * (2 + 0.5 * 2))]
    [InlineData(OptimizerKind.RmsProp, 2 - 0.1 / 0.1)]
    public void Each_optimizer_makes_its_step(OptimizerKind kind, double expected)
    {
        using var model = new Scalar();
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.All("model"), model, new TrainingOptions { Optimizer = kind, LearningRate = 0.1, WeightDecay = 0.5 });
        optimizer.Minimize(model.Loss());
        Assert.Equal(expected, model.Value, 1e-5);
    }

    [Fact]
    public void Momentum_continues_a_step()
    {
        using var model = new Scalar();
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.All("model"), model, new TrainingOptions { Optimizer = OptimizerKind.Sgd, LearningRate = 0.1, Momentum = 0.9 });
        optimizer.Minimize(model.Loss());
        optimizer.Minimize(model.Loss());
        // 2 − 0.1 · 2 = 1.8; then the gradient 1.8 + 0.9 · 2 = 3.6.
        Assert.Equal(1.8 - 0.36, model.Value, 1e-5);
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW, 0)]
    [InlineData(OptimizerKind.Sgd, 0.9)]
    [InlineData(OptimizerKind.Sgd, 0)]
    [InlineData(OptimizerKind.RmsProp, 0.5)]
    public void A_saved_training_continues_to_the_same_bits(OptimizerKind kind, double momentum)
    {
        var options = s_options with
        {
            Optimizer = kind, Momentum = momentum, LearningRate = 1e-4, Augment = new() { Flip = true, Shift = 2, Crop = 0.8, Noise = 0.1 },
            GroupRates = new Dictionary<string, double> { ["discriminator"] = 0.5 },
        };
        using var state = new MemoryStream();
        using (var model = Make())
        using (var run = new TrainingRun(model, Objective, _examples, options))
        {
            run.RunEpoch();
            run.Save(state);
        }

        state.Position = 0;
        using var resumed = Make(seed: 2);
        using var second = new TrainingRun(resumed, Objective, _examples, options);
        second.Load(state);
        second.RunEpoch();

        Assert.Equal(Trained(options), Bits(resumed));
    }

    [Fact]
    public void A_rate_of_zero_keeps_the_weights_of_its_group()
    {
        using var untrained = Make();
        var before = Bits(untrained);
        var after = Trained(s_options with { GroupRates = new Dictionary<string, double> { ["discriminator"] = 0 } });

        foreach (var (name, bits) in before)
        {
            if (name.StartsWith("Discriminate", StringComparison.Ordinal))
                Assert.Equal(bits, after[name]);
            else
                Assert.NotEqual(bits, after[name]);
        }
    }

    [Fact]
    public void A_rate_replaces_that_of_the_objective() => Assert.Equal(
        Trained(s_options with { GroupRates = new Dictionary<string, double> { ["inference"] = 1 } }), Trained(s_options));

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("GroupRates names 'discriminators', but the parameter groups of Avae are bound, discriminator, inference. Did you mean discriminator?",
            Fails(s_options with { GroupRates = new Dictionary<string, double> { ["discriminators"] = 1 } }), StringComparison.Ordinal);
        Assert.StartsWith("Momentum is set, but Adam has none.", Fails(s_options with { Momentum = 0.9 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => s_options with { GroupRates = new Dictionary<string, double> { ["bound"] = -1 } });

        string Fails(TrainingOptions options) => Assert.Throws<ArgumentException>(() => Trained(options)).Message;
    }

    private sealed class Scalar : nn.Module
    {
        private readonly TorchSharp.Modules.Parameter _weight = nn.Parameter(tensor(2f));

        public Scalar() : base(nameof(Scalar)) => register_parameter("weight", _weight);

        public double Value => _weight.ToDouble();

        public Tensor Loss() => _weight * _weight / 2;
    }
}
