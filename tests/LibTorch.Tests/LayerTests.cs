using static ModelDsl.LibTorch.Tests.GoldenValues;
using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

[Collection(ProcessWide.Name)]
public sealed class LayerTests
{
    private static readonly Dictionary<string, (Func<Module<Tensor, Tensor>> Make, long[] Shape)> s_cases = new()
    {
        ["Linear"] = (() => Linear(3, 4), [5, 3]),
        ["LinearWithoutBias"] = (() => Linear(3, 4, false), [5, 3]),
        ["Conv2d"] = (() => Conv2d(2, 3, 3, 2, 1), [2, 2, 5, 6]),
        ["Conv2dByAxis"] = (() => Conv2d(2, 4, (3, 2), (1, 2), (1, 0), (2, 1), PaddingModes.Zeros, 2), [2, 2, 6, 6]),
        ["Conv2dSame"] = (() => Conv2d(2, 3, 3, Padding.Same), [2, 2, 5, 5]),
        ["Conv2dReflect"] = (() => Conv2d(2, 3, (3, 3), padding: (1, 2), padding_mode: PaddingModes.Reflect), [2, 2, 5, 5]),
        ["ConvTranspose2d"] = (() => ConvTranspose2d(2, 3, 3, 2, 1, 1), [2, 2, 4, 4]),
        ["ConvTranspose2dByAxis"] = (() => ConvTranspose2d(2, 4, (3, 2), (2, 1), (1, 0), (1, 0), groups: 2), [2, 2, 3, 4]),
        ["Flatten"] = (() => Flatten(), [2, 3, 4]),
        ["Unflatten"] = (() => Unflatten(1, [2, 3]), [2, 6]),
        ["ReLU"] = (() => ReLU(), [3, 4]),
        ["LeakyReLU"] = (() => LeakyReLU(0.2), [3, 4]),
        ["Sigmoid"] = (() => Sigmoid(), [3, 4]),
        ["Tanh"] = (() => Tanh(), [3, 4]),
    };

    public static TheoryData<string> Names => [.. GoldenValues.Names("layers")];

    [Theory, MemberData(nameof(Names))]
    public void A_layer_begins_computes_and_learns_as_in_PyTorch(string name)
    {
        set_num_threads(1);
        manual_seed(1);
        var (make, shape) = s_cases[name];
        using var layer = make();
        foreach (var (parameter, value) in layer.named_parameters())
            Same(value, "layers", name, "parameters", parameter);

        var x = randn(shape, requires_grad: true);
        var y = layer.call(x);
        Assert.Equal(Array<long>("layers", name, "shape"), y.shape);
        Close(y, 1e-6, "layers", name, "output");

        y.backward([randn(y.shape)]);
        Close(x.grad!, 1e-6, "layers", name, "input_gradient");
        foreach (var (parameter, value) in layer.named_parameters())
            Close(value.grad!, 1e-6, "layers", name, "gradients", parameter);
    }

    [Fact]
    public void A_transposed_convolution_gives_the_size_asked_for()
    {
        using var layer = ConvTranspose2d(1, 1, 3, 2, 1);
        Assert.Equal([1, 1, 8, 7], layer.forward(zeros(1, 1, 4, 4), [8, 7]).shape);
        Assert.Throws<ArgumentException>(() => layer.forward(zeros(1, 1, 4, 4), [9, 7]));
    }

    [Fact]
    public void A_layer_in_place_writes_to_its_input()
    {
        var x = tensor(new[] { -1f, 2f });
        using (var y = ReLU(true).call(x))
            Assert.Equal([0f, 2f], y.data<float>().ToArray());
        Assert.Equal([0f, 2f], x.data<float>().ToArray());
    }
}
