using TorchSharp.Modules;

namespace ModelDsl.LibTorch.Tests;

public sealed class OptimizerTests
{
    private static readonly GoldenFile s_golden = new("optimizers.json");

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var name in s_golden.Names("steps"))
            {
                foreach (var type in s_golden.Names("steps", name))
                    cases.Add(name, type);
            }
            return cases;
        }
    }

    public static TheoryData<string> Kinds => ["Adam/settings", "AdamW/settings", "SGD/momentum", "RMSProp/settings", "Adagrad/settings", "Adadelta/settings"];

    [Theory, MemberData(nameof(Cases))]
    public void Twelve_steps_with_two_groups_are_PyTorchs(string name, string type)
    {
        using var training = new Training(name, type == "float64" ? float64 : float32);
        for (var i = 0; i < 12; i++)
            training.Step(i);
        s_golden.Close(training.Weights, type == "float64" ? 1e-10 : 1e-5, "steps", name, type);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_resumed_training_takes_the_same_steps_bit_for_bit(string name)
    {
        var file = Path.GetTempFileName();
        using var whole = new Training(name, float32);
        using var resumed = new Training(name, float32);
        for (var i = 0; i < 5; i++)
            whole.Step(i);
        whole.Optimizer.save_state_dict(file);
        resumed.TakeWeights(whole);
        resumed.Optimizer.load_state_dict(file);
        File.Delete(file);
        for (var i = 5; i < 12; i++)
        {
            whole.Step(i);
            resumed.Step(i);
        }
        Assert.Equal(whole.Weights.bytes.ToArray(), resumed.Weights.bytes.ToArray());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_state_dictionary_is_copied_into_another_optimizer(string name)
    {
        using var whole = new Training(name, float32);
        using var other = new Training(name, float32);
        for (var i = 0; i < 5; i++)
            whole.Step(i);
        foreach (var group in whole.Optimizer.ParamGroups)
            group.LearningRate = 0.125;
        other.TakeWeights(whole);
        other.Optimizer.load_state_dict(whole.Optimizer.state_dict());
        Assert.All(other.Optimizer.ParamGroups, group => Assert.Equal(0.125, group.LearningRate));
        Assert.All(whole.Optimizer.state_dict().State.Zip(other.Optimizer.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        whole.Step(5);
        other.Step(5);
        Assert.Equal(whole.Weights.bytes.ToArray(), other.Weights.bytes.ToArray());
    }

    [Fact]
    public void A_damaged_state_is_refused_and_changes_nothing()
    {
        using var training = new Training("Adam/settings", float32);
        training.Step(0);
        var before = Saved(training.Optimizer);
        var changed = Saved(new Training("Adam/plain", float32).Optimizer);
        Assert.All(Enumerable.Range(0, changed.Length), length => Assert.Throws<InvalidDataException>(() => Load(training.Optimizer, changed[..length])));
        Assert.Contains("SGD", Assert.Throws<InvalidDataException>(() => Load(training.Optimizer, Saved(new Training("SGD/plain", float32).Optimizer))).Message);
        Assert.Equal(before, Saved(training.Optimizer));
    }

    [Fact]
    public void The_state_of_other_parameters_is_refused_and_changes_nothing()
    {
        using var optimizer = optim.Adam([nn.Parameter(ones(2)), nn.Parameter(ones(3))]);
        var before = Saved(optimizer);
        using var swapped = optim.Adam([nn.Parameter(ones(3)), nn.Parameter(ones(2))]);
        using var fewer = optim.Adam([nn.Parameter(ones(3))]);
        Assert.Throws<InvalidDataException>(() => optimizer.load_state_dict(swapped.state_dict()));
        Assert.Throws<ArgumentException>(() => optimizer.load_state_dict(fewer.state_dict()));
        Assert.Equal(before, Saved(optimizer));
    }

    [Fact]
    public void The_state_file_is_TorchSharps()
    {
        using var optimizer = optim.SGD([nn.Parameter(zeros(1))], 0.5, momentum: 0.25);
        byte[] expected =
        [
            3, .. "SGD"u8, 1, 1, // the optimizer, and the numbers of groups and of parameters
            .. Bytes(0.5), .. Bytes(0.5), .. Bytes(0.25), .. Bytes(0), .. Bytes(0), 0, 0, // rates, momentum, dampening, decay, nesterov, maximize
            0, // no momentum yet
        ];
        Assert.Equal(expected, Saved(optimizer));
    }

    [Fact]
    public void A_group_without_settings_has_the_optimizers()
    {
        RMSProp.ParamGroup[] groups = [new() { Parameters = [nn.Parameter(ones(1))] }, new([nn.Parameter(ones(1))], new() { alpha = 0.5 })];
        using var optimizer = new RMSProp(groups, 0.25, momentum: 0.75);
        Assert.Equal([0.25, 0.25], optimizer.ParamGroups.Select(group => group.LearningRate));
        Assert.Equal([0.99, 0.5], optimizer.state_dict().Options.Cast<RMSProp.Options>().Select(options => options.alpha!.Value));
        optimizer.Momentum = 0.5;
        Assert.Equal([0.5, 0.5], optimizer.ParamGroups.Cast<RMSProp.ParamGroup>().Select(group => group.Momentum));
    }

    [Fact]
    public void A_parameter_is_in_one_group()
    {
        var parameter = nn.Parameter(ones(1));
        using var optimizer = optim.SGD([parameter], 0.1);
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([parameter])));
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new Adam.ParamGroup([nn.Parameter(ones(1))])));
        Assert.Single(optimizer.parameters());
    }

    [Fact]
    public void A_setting_out_of_range_is_refused()
    {
        Parameter[] parameters = [nn.Parameter(ones(1))];
        Assert.Throws<ArgumentException>(() => optim.AdamW(parameters, beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.SGD(parameters, -1));
        Assert.Throws<ArgumentException>(() => optim.SGD(parameters, 1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.RMSProp(parameters, alpha: -1));
        Assert.Throws<ArgumentException>(() => optim.Adagrad(parameters, lr: double.NaN));
        Assert.Throws<ArgumentException>(() => optim.Adadelta(parameters, rho: 2));
    }

    [Fact]
    public void A_closure_computes_the_loss_of_a_step()
    {
        var weight = nn.Parameter(ones(1));
        using var optimizer = optim.SGD([weight], 0.25);
        var loss = optimizer.step(() =>
        {
            var square = weight.square().sum();
            square.backward();
            return square;
        });
        Assert.Equal(1, loss!.ToDouble());
        Assert.Equal(0.5, weight.ToDouble());
    }

    private static byte[] Bytes(double value) => BitConverter.GetBytes(value);

    private static byte[] Saved(OptimizerHelper optimizer)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        optimizer.save_state_dict(writer);
        return file.ToArray();
    }

    private static void Load(OptimizerHelper optimizer, byte[] bytes) => optimizer.load_state_dict(new BinaryReader(new MemoryStream(bytes)));

    /// <summary>Two layers in two groups, as in optimizers.py; the second has no gradient in every third step, so that the step counts part.</summary>
    private sealed class Training : IDisposable
    {
        private readonly ScalarType _type;
        private readonly Parameter _first;
        private readonly Parameter _last;

        public Training(string name, ScalarType type)
        {
            _type = type;
            _first = nn.Parameter(Values(0, 3, 4));
            _last = nn.Parameter(Values(1, 2, 3));
            Optimizer = Make(name);
        }

        public OptimizerHelper Optimizer { get; }

        public Tensor Weights => cat([_first.detach().flatten(), _last.detach().flatten()]);

        public void Step(int i)
        {
            using var scope = NewDisposeScope();
            _first.grad = null;
            _last.grad = null;
            var hidden = Values(i + 2, 5, 4).matmul(_first.t()).tanh();
            (i % 3 == 2 ? hidden : hidden.matmul(_last.t())).square().mean().backward();
            Optimizer.step();
        }

        public void TakeWeights(Training other)
        {
            using var _ = no_grad();
            _first.copy_(other._first);
            _last.copy_(other._last);
        }

        public void Dispose() => Optimizer.Dispose();

        private Tensor Values(int offset, params long[] shape)
        {
            double[] values = [.. Enumerable.Range(0, (int)shape.Aggregate((product, length) => product * length)).Select(i => (i * 37 + offset * 11) % 101 / 50.0 - 1)];
            return tensor(values).reshape(shape).to_type(_type);
        }

        private OptimizerHelper Make(string name) => name switch
        {
            "Adam/plain" => new Adam(Adams(new(), new()), 0.01),
            "Adam/settings" => new Adam(Adams(new(), new() { LearningRate = 0.05 }), 0.02, 0.8, 0.99, 1e-6, 0.1, amsgrad: true),
            "Adam/maximize" => new Adam(Adams(new(), new() { LearningRate = 0.001 }), 0.01, maximize: true),
            "AdamW/plain" => new AdamW(AdamWs(new(), new()), 0.01, weight_decay: 0.01),
            "AdamW/settings" => new AdamW(AdamWs(new(), new() { LearningRate = 0.05, weight_decay = 0.2 }), 0.02, 0.8, 0.99, weight_decay: 0.1, amsgrad: true),
            "SGD/plain" => new SGD(SGDs(new(), new() { LearningRate = 0.05 }), 0.1),
            "SGD/momentum" => new SGD(SGDs(new(), new() { LearningRate = 0.05, momentum = 0.5 }), 0.1, 0.9, 0.3, 0.01),
            "SGD/nesterov" => new SGD(SGDs(new(), new() { weight_decay = 0.1 }), 0.1, 0.9, nesterov: true),
            "SGD/maximize" => new SGD(SGDs(new(), new()), 0.01, 0.5, maximize: true),
            "RMSProp/plain" => new RMSProp(RMSProps(new(), new() { LearningRate = 0.02 }), 0.01),
            "RMSProp/settings" => new RMSProp(RMSProps(new(), new() { LearningRate = 0.003 }), 0.01, 0.9, 1e-6, 0.1, 0.9, centered: true),
            "Adagrad/plain" => new Adagrad(Adagrads(new(), new()), 0.1),
            "Adagrad/settings" => new Adagrad(Adagrads(new(), new() { LearningRate = 0.2 }), 0.1, 0.1, 0.1, 0.5),
            "Adadelta/plain" => new Adadelta(Adadeltas(new(), new()), 1.0),
            "Adadelta/settings" => new Adadelta(Adadeltas(new(), new() { LearningRate = 2.0 }), 0.5, 0.8, 1e-5, 0.1),
            _ => throw new ArgumentException(name),
        };

        private Adam.ParamGroup[] Adams(Adam.Options first, Adam.Options last) => [new([_first], first), new([_last], last)];

        private AdamW.ParamGroup[] AdamWs(AdamW.Options first, AdamW.Options last) => [new([_first], first), new([_last], last)];

        private SGD.ParamGroup[] SGDs(SGD.Options first, SGD.Options last) => [new([_first], first), new([_last], last)];

        private RMSProp.ParamGroup[] RMSProps(RMSProp.Options first, RMSProp.Options last) => [new([_first], first), new([_last], last)];

        private Adagrad.ParamGroup[] Adagrads(Adagrad.Options first, Adagrad.Options last) => [new([_first], first), new([_last], last)];

        private Adadelta.ParamGroup[] Adadeltas(Adadelta.Options first, Adadelta.Options last) => [new([_first], first), new([_last], last)];
    }
}
