using ModelDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>The steps of Adam and AdamW compared with TorchSharp's: the fused one for 32-bit numbers, and the flat one for others, as on a GPU.</summary>
public sealed class FusedAdamTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Lengths below, at and beyond those of vectors.
    private static readonly long[][] s_shapes = [[], [1], [7], [16], [33], [5, 13], [64, 3, 3, 3], [8, 0]];

    public static TheoryData<OptimizerKind, double, double, double> Settings => new()
    {
        { OptimizerKind.Adam, 0, 0, 0.9 },
        { OptimizerKind.Adam, 0.1, 0, 0.5 },
        { OptimizerKind.Adam, 0, 0.7, 0.9 },
        { OptimizerKind.AdamW, 0.1, 0, 0.9 },
        { OptimizerKind.AdamW, 0.1, 0.7, 0 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Steps_agree_with_TorchSharps(OptimizerKind kind, double decay, double maxNorm, double beta1)
    {
        Compare(ScalarType.Float32, kind, decay, maxNorm, beta1, rtol: 1e-5, atol: 1e-6);
        Compare(ScalarType.Float64, kind, decay, maxNorm, beta1, rtol: 1e-10, atol: 1e-11);
    }

    private static void Compare(ScalarType type, OptimizerKind kind, double decay, double maxNorm, double beta1, double rtol, double atol)
    {
        var options = new TrainingOptions { Optimizer = kind, WeightDecay = decay, GradientNorm = maxNorm, Beta1 = beta1, LearningRate = 0.01 };
        using var ours = new Weights(type);
        using var theirs = new Weights(type);
        using var fused = new ParameterGroupOptimizer(ParameterGroup.All("model"), ours, options);
        using var ourOptimizer = optim.Adam(ours.parameters());
        Assert.Equal(type == ScalarType.Float32, FusedAdam.Supports(ourOptimizer, ours.parameters()));
        Assert.True(FlatAdam.Supports(ourOptimizer, [.. ours.parameters()]));
        using OptimizerHelper reference = kind == OptimizerKind.Adam
            ? optim.Adam(theirs.parameters(), 0.01, beta1, weight_decay: decay) : optim.AdamW(theirs.parameters(), 0.01, beta1, weight_decay: decay);
        for (var step = 0; step < 20; step++)
        {
            fused.Minimize(ours.Loss(step));
            reference.zero_grad();
            theirs.Loss(step).backward();
            if (maxNorm > 0)
                nn.utils.clip_grad_norm_(theirs.parameters(), maxNorm);
            reference.step();
        }

        foreach (var (our, their) in ours.parameters().Zip(theirs.parameters()))
            Assert.True(our.allclose(their, rtol, atol), $"{our.str()} {their.str()}");
    }

    [Theory]
    [InlineData(ScalarType.Float32), InlineData(ScalarType.Float64)]
    public void A_state_is_exchanged_with_TorchSharps_optimizer(ScalarType type)
    {
        using var ours = new Weights(type);
        using var theirs = new Weights(type);
        using var fused = new ParameterGroupOptimizer(ParameterGroup.All("model"), ours, new TrainingOptions { LearningRate = 0.01 });
        using var reference = optim.Adam(theirs.parameters(), 0.01);
        reference.zero_grad();
        theirs.Loss(0).backward();
        reference.step();
        fused.Minimize(ours.Loss(0));

        using var file = new MemoryStream();
        using var written = new MemoryStream();
        reference.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        fused.Load(new BinaryReader(file));
        fused.Save(new BinaryWriter(written));
        Assert.Equal(file.ToArray(), written.ToArray());

        reference.zero_grad();
        theirs.Loss(1).backward();
        reference.step();
        fused.Minimize(ours.Loss(1));
        foreach (var (our, their) in ours.parameters().Zip(theirs.parameters()))
            Assert.True(our.allclose(their, rtol: 1e-5, atol: 1e-6), $"{our.str()} {their.str()}");
    }

    /// <summary>TorchSharp's optimizer makes the steps in which a weight has no gradient, and those after it.</summary>
    [Fact]
    public void Flat_steps_and_TorchSharps_continue_each_other()
    {
        using var ours = new Weights(ScalarType.Float64);
        using var theirs = new Weights(ScalarType.Float64);
        using var flat = new ParameterGroupOptimizer(ParameterGroup.All("model"), ours, new TrainingOptions { LearningRate = 0.01 });
        using var reference = optim.Adam(theirs.parameters(), 0.01);
        for (var step = 0; step < 6; step++)
        {
            flat.Minimize(Loss(ours, step));
            foreach (var weight in theirs.parameters())
                weight.grad = null;
            Loss(theirs, step).backward();
            reference.step();
        }

        foreach (var (our, their) in ours.parameters().Zip(theirs.parameters()))
            Assert.True(our.allclose(their, rtol: 1e-10, atol: 1e-11), $"{our.str()} {their.str()}");

        static Tensor Loss(Weights weights, int step) => step == 3 ? weights.parameters().ElementAt(5).square().sum() : weights.Loss(step);
    }

    [Fact]
    public void Weights_without_a_gradient_are_not_changed()
    {
        using var model = new Weights();
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.All("model"), model, new TrainingOptions { WeightDecay = 0.1 });
        var before = model.parameters().Select(weight => weight.detach().clone()).ToList();
        optimizer.Minimize(model.parameters().ElementAt(2).square().sum());
        Assert.Equal([true, true, false, true, true, true, true, true], model.parameters().Zip(before, (weight, old) => weight.eq(old).all().ToBoolean()));
    }

    [Fact]
    public void A_weight_of_another_type_is_changed()
    {
        using var model = new Weights(ScalarType.Float64);
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.All("model"), model, new TrainingOptions { LearningRate = 0.1 });
        var before = model.parameters().First().ToDouble();
        optimizer.Minimize(model.parameters().First() * 3);
        Assert.Equal(before - 0.1, model.parameters().First().ToDouble(), 1e-6);
    }

    [Fact]
    public void A_graph_that_needs_the_weights_before_a_step_is_refused_after_it()
    {
        using var model = new Weights();
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.All("model"), model, new TrainingOptions());
        var stale = model.parameters().ElementAt(3).square().sum();
        optimizer.Minimize(model.Loss(1));
        Assert.Contains("modified by an inplace operation", Assert.ThrowsAny<Exception>(() => optimizer.Minimize(stale)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_of_other_groups_are_not_computed()
    {
        using var model = new Avae(4, 2);
        using var optimizer = new ParameterGroupOptimizer(ParameterGroup.Of("inference", "Encode"), model, new TrainingOptions());
        using var images = rand(3, 784);
        optimizer.Minimize(((IJointDiscriminator)model).Discriminate(images, model.Encode(images, randn(3, 2)).Mean).mean());
        foreach (var (name, weight) in model.named_parameters())
            Assert.Equal(name.StartsWith("Encode.", StringComparison.Ordinal) && !name.Contains("log_variance", StringComparison.Ordinal), weight.grad is not null);
    }

    /// <summary>With a weight of three tasks, of which the last is shorter.</summary>
    [Fact]
    public void Bits_do_not_depend_on_the_number_of_threads()
    {
        using var generator = new Generator(3);
        var values = Enumerable.Range(0, 4).Select(_ => rand(75_003, generator: generator)).ToList();
        var threads = get_num_threads();
        try
        {
            var results = new[] { 1, 2, 5 }.Select(count =>
            {
                set_num_threads(count);
                var copies = values.ConvertAll(value => value.clone());
                AdamPass.Run(copies[0], copies[1], copies[2], copies[3], new AdamFactors<float>(new TrainingOptions(), 0.01, 1, decoupled: false));
                Assert.False(copies[0][-1].allclose(values[0][-1]));
                return cat(copies).data<float>().ToArray();
            }).ToList();
            Assert.All(results, result => Assert.Equal(results[0], result));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public void A_norm_is_the_root_of_the_sum_of_squares(int length)
    {
        var values = Enumerable.Range(0, length).Select(index => (float)Math.Sin(index)).ToArray();
        var expected = values.Sum(value => (double)value * value);
        Assert.Equal(expected, GradientNorm.SumOfSquares(values), 1e-6 * expected);
    }

    private sealed class Weights : nn.Module
    {
        private readonly List<Parameter> _weights;

        public Weights(ScalarType type = ScalarType.Float32) : base(nameof(Weights))
        {
            using var generator = new Generator(3);
            _weights = [.. s_shapes.Select((shape, index) => Registered($"w{index}", nn.Parameter(randn(shape, generator: generator).to_type(type))))];
        }

        /// <summary>A loss whose gradient differs in each step and each element.</summary>
        public Tensor Loss(int step) => _weights.Select((weight, index) => ((weight * (step + 1)).sin() * (weight + index)).sum()).Aggregate((sum, part) => sum + part);

        private Parameter Registered(string name, Parameter weight)
        {
            register_parameter(name, weight);
            return weight;
        }
    }
}
