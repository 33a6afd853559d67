using static TorchSharp.torch.distributions;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class DistributionTests
{
    private static readonly GoldenFile s_golden = new("distributions.json");

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in s_golden.Names())
            {
                cases.Add(name, "float32");
                cases.Add(name, "float64");
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Densities_moments_and_entropies_are_PyTorchs(string name, string type)
    {
        var given = new Given(name, type);
        var distribution = given.Distribution;
        Assert.Equal(given.Longs("batch_shape"), distribution.batch_shape.Shape);
        Assert.Equal(given.Longs("event_shape"), distribution.event_shape.Shape);
        given.Close(distribution.mean, "mean");
        given.Close(distribution.variance, "variance");
        given.Close(distribution.stddev, "stddev");
        given.CloseWithGradients(() => distribution.log_prob(given.At), "log_prob");
        given.CloseWithGradients(distribution.entropy, "entropy");
        using var expanded = distribution.expand((long[])[2, .. distribution.batch_shape]);
        given.Close(expanded.log_prob(given.At), "expanded_log_prob");
        if (given.Has("cdf"))
        {
            given.Close(distribution.cdf(given.At), "cdf");
            given.Close(distribution.icdf(given.Tensor([0.1, 0.5, 0.95])), "icdf");
        }
        else
        {
            Assert.Throws<NotSupportedException>(() => distribution.cdf(given.At));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Samples_and_their_gradients_are_PyTorchs(string name, string type)
    {
        var given = new Given(name, type);
        manual_seed(6);
        var sample = given.Distribution.sample(4);
        given.Close(sample, "sample");
        Assert.False(sample.requires_grad);
        if (given.Has("rsample"))
        {
            manual_seed(6);
            given.CloseWithGradients(() => given.Distribution.rsample(4), "rsample");
        }
    }

    [Theory, InlineData("Normal"), InlineData("Uniform"), InlineData("Bernoulli/probs"), InlineData("Categorical/probs")]
    public void A_generator_of_its_own_draws_the_same_again(string name)
    {
        using var generator = new Generator(3);
        var distribution = new Given(name, "float32", generator).Distribution;
        var before = get_rng_state();
        var first = distribution.sample(50);
        generator.manual_seed(3);
        Assert.Equal(first.contiguous().bytes.ToArray(), distribution.sample(50).contiguous().bytes.ToArray());
        Assert.Equal(before.bytes.ToArray(), get_rng_state().bytes.ToArray());
    }

    [Fact]
    public void A_distribution_outlives_the_scope_and_leaves_nothing_in_it()
    {
        using var scope = NewDisposeScope();
        Distribution normal;
        using (NewDisposeScope())
            normal = Normal(zeros(2), ones(1));
        var owned = scope.DisposablesCount;
        var density = normal.log_prob(zeros(2));
        Assert.Equal(owned + 2, scope.DisposablesCount);
        Assert.Equal(-0.5 * Math.Log(2 * Math.PI), density[0].ToDouble(), 6);
        normal.Dispose();
        Assert.True(normal.mean.IsInvalid);
    }

    [Fact]
    public void Parameters_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Bernoulli(ones(1), ones(1)));
        Assert.Throws<ArgumentException>(() => Categorical(tensor(1f)));
        Assert.Throws<ArgumentException>(() => Independent(Normal(zeros(2), ones(2)), 2));
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => Normal(zeros(2), ones(3)));
    }

    private sealed class Given
    {
        private readonly string _name;
        private readonly string _type;
        private readonly Tensor _first;
        private readonly Tensor _second;

        public Given(string name, string type, Generator? generator = null)
        {
            _name = name;
            _type = type;
            _first = Tensor([0.2, -0.7, 1.5, 0.05, 2.0, -3.0]).reshape(2, 3).requires_grad_();
            _second = Tensor([0.5, 1.25, 3.0]).requires_grad_();
            Distribution = name switch
            {
                "Normal" => Normal(_first, _second, generator),
                "Uniform" => Uniform(_first, _first + _second, generator),
                "Bernoulli/probs" => Bernoulli(_first.sigmoid(), generator: generator),
                "Bernoulli/logits" => Bernoulli(logits: _first, generator: generator),
                "Categorical/probs" => Categorical(_first.exp(), generator: generator),
                "Categorical/logits" => Categorical(logits: _first, generator: generator),
                "Independent" => Independent(Normal(_first, _second, generator), 1),
                _ => throw new ArgumentException(name),
            };
            At = Tensor(name switch
            {
                "Uniform" => [0.3, 0.4, 1.6],
                "Normal" or "Independent" => [0.1, -2, 4],
                "Bernoulli/probs" or "Bernoulli/logits" => [0, 1, 1],
                _ => [0, 2],
            });
        }

        public Distribution Distribution { get; }

        public Tensor At { get; }

        public bool Has(string key) => s_golden.Names(_name, _type).Contains(key);

        public IEnumerable<long> Longs(string key) => s_golden[_name, _type, key].EnumerateArray().Select(item => item.GetInt64());

        public Tensor Tensor(double[] values) => tensor(values).to_type(_type == "float64" ? float64 : float32);

        public void Close(Tensor actual, params string[] path) => s_golden.Close(actual, _type == "float64" ? 1e-10 : 1e-5, [_name, _type, .. path]);

        public void CloseWithGradients(Func<Tensor> compute, string key)
        {
            var value = compute();
            Close(value, key);
            var expected = s_golden[_name, _type, key + "_gradients"];
            _first.grad = null;
            _second.grad = null;
            value.sum().backward(retain_graph: true);
            foreach (var (parameter, gradient) in new[] { _first, _second }.Zip(expected.EnumerateArray()))
            {
                if (parameter.grad is { } found)
                    Assert.All(found.to_type(float64).data<double>().ToArray().Zip(gradient.EnumerateArray()), pair => Assert.Equal(pair.Second.GetDouble(), pair.First, _type == "float64" ? 1e-10 : 1e-5));
                Assert.Equal(gradient.GetArrayLength(), parameter.grad?.NumberOfElements ?? 0);
            }
        }
    }
}
