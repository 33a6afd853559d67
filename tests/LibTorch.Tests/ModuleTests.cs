using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_by_their_names()
    {
        using var net = new Net();
        Assert.Equal(["scale", "inner.weight", "inner.bias"], net.named_parameters().Select(named => named.name));
        Assert.Equal(["count"], net.named_buffers().Select(named => named.name));
        Assert.Equal(["scale", "inner.weight", "inner.bias", "count"], net.state_dict().Keys);
        Assert.Equal(["inner"], net.named_children().Select(named => named.name));
    }

    [Fact]
    public void A_shared_parameter_comes_once()
    {
        var layer = Linear(2, 2);
        using var twice = Sequential(layer, layer);
        Assert.Equal(2, twice.parameters().Count());
    }

    [Fact]
    public void A_name_is_registered_once_and_has_no_dot()
    {
        using var net = new Net();
        Assert.Throws<InvalidOperationException>(() => net.register_module("inner", ReLU()));
        Assert.Throws<ArgumentException>(() => net.register_module("a.b", ReLU()));
    }

    [Fact]
    public void Training_and_evaluation_reach_every_module()
    {
        using var net = Sequential(Sequential(Linear(1, 1)));
        net.eval();
        Assert.All(net.modules(), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void A_sequence_disposes_what_is_between_its_modules()
    {
        using var net = Sequential(Flatten(), Linear(4, 3), ReLU(true), Sigmoid());
        var x = ones(2, 4);
        using var scope = NewDisposeScope();
        using (no_grad())
            net.call(x);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_saved_module_loads_with_the_same_bits()
    {
        using var first = new Net();
        using var second = new Net();
        using var file = new MemoryStream();
        first.save(file);
        file.Position = 0;
        second.load(file);
        Assert.Equal(Bytes(first), Bytes(second));
        Assert.Equal(file.Length, file.Position);
    }

    [Fact]
    public void The_file_format_is_TorchSharps()
    {
        using var layer = Linear(2, 1, false);
        layer.weight.bytes = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        using var file = new MemoryStream();
        layer.save(file);

        // One entry; its name; Float32, two axes of 1 and 2; the elements.
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8], file.ToArray());
    }

    [Fact]
    public void A_file_of_another_module_changes_nothing()
    {
        using var layer = Linear(2, 1);
        using var other = Linear(3, 1);
        var before = Bytes(layer);
        Assert.Throws<ArgumentException>(() => layer.load_state_dict(other.state_dict()));
        var error = Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(new() { ["weight"] = ones(1, 2), ["odd"] = ones(1) }));
        Assert.Contains("Missing: bias. Unexpected: odd.", error.Message);
        Assert.Equal(before, Bytes(layer));
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        using var layer = Linear(2, 1);
        using var file = new MemoryStream();
        layer.save(file);
        file.SetLength(file.Length - 1);
        file.Position = 0;
        Assert.Throws<InvalidDataException>(() => layer.load(file));
        Assert.Throws<InvalidDataException>(() => layer.load(new MemoryStream([1, 1, (byte)'x', 99, 0])));
    }

    [Fact]
    public void A_converted_module_keeps_its_parameters_and_its_integers()
    {
        using var net = new Net();
        var scale = net.scale;
        Assert.Same(net, net.to(float64));
        Assert.Same(scale, net.parameters().First());
        Assert.Equal(ScalarType.Float64, scale.dtype);
        Assert.True(scale.requires_grad);
        Assert.Equal(ScalarType.Int64, net.count.dtype);
        Assert.Equal(ScalarType.Float64, net.call(ones(1, 2, float64)).dtype);
    }

    [Fact]
    public void Gradients_are_dropped_or_zeroed()
    {
        using var layer = Linear(2, 1);
        layer.call(ones(1, 2)).sum().backward();
        layer.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0f], layer.weight.grad!.data<float>().ToArray());
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        var data = ones(2);
        using var parameter = Parameter(data);
        Assert.True(data.IsInvalid);
        Assert.True(parameter.requires_grad && parameter.is_leaf);
    }

    private static byte[] Bytes(Module module) => [.. module.state_dict().Values.SelectMany(value => value.bytes.ToArray())];

    private abstract class Scaled(string name) : Module<Tensor, Tensor>(name)
    {
        public readonly Parameter scale = Parameter(rand(1));
    }

    private sealed class Net : Scaled
    {
        public readonly Tensor count = tensor(new[] { 3L });
        private readonly Linear inner = Linear(2, 2);

        public Net()
            : base(nameof(Net)) => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.call(input) * scale;
    }
}
