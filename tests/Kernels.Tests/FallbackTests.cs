using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>Layers and tensors that the kernels do not support are computed by libtorch, with identical results.</summary>
public sealed class FallbackTests : IDisposable
{
    private readonly Conv2d _layer;
    private readonly Linear _linear;
    private readonly DisposeScope _scope;

    public FallbackTests()
    {
        _layer = nn.Conv2d(2, 3, 3, padding: 1);
        _linear = nn.Linear(6, 5);
        _scope = NewDisposeScope();
    }

    public static TheoryData<string> Inputs => ["small batch", "empty batch", "not batched", "double", "transposed", "strided"];

    [Theory, MemberData(nameof(Inputs))]
    public void Other_tensors_take_the_path_of_the_library(string input)
    {
        var images = rand(16, 2, 6, 6);
        var tensor = input switch
        {
            "small batch" => images[..7],
            "empty batch" => images[..0],
            "not batched" => images[0],
            "double" => images.to(ScalarType.Float64),
            "transposed" => images.transpose(2, 3),
            _ => images[.., .., .., TensorIndex.Slice(0, 6, 2)],
        };
        if (input == "double")
            _layer.to(ScalarType.Float64);
        Assert.True(CpuKernels.Apply(tensor, [new(_layer, negative_slope: 0)]).bytes.SequenceEqual(nn.functional.relu(_layer.call(tensor)).contiguous().bytes));
    }

    [Fact]
    public void Other_padding_takes_the_path_of_the_library()
    {
        using var layer = nn.Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect);
        var images = rand(16, 2, 6, 6);
        Assert.True(CpuKernels.Apply(images, [new(layer)]).bytes.SequenceEqual(layer.call(images).bytes));
    }

    [Fact]
    public void Same_padding_is_served()
    {
        using var layer = nn.Conv2d(2, 3, 3, padding: Padding.Same);
        var images = rand(16, 2, 6, 6);
        Assert.True(CpuKernels.Apply(images, [new(layer)]).allclose(layer.call(images), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void A_wrong_number_of_channels_is_the_error_of_the_library() =>
        Assert.Throws<ArgumentException>(() => CpuKernels.Apply(rand(16, 3, 6, 6), [new(_layer)]));

    [Fact]
    public void Kernels_that_are_off_are_not_used()
    {
        var images = rand(16, 2, 6, 6);
        try
        {
            CpuKernels.Enabled = false;
            Assert.True(CpuKernels.Apply(images, [new(_layer)]).bytes.SequenceEqual(_layer.call(images).bytes));
        }
        finally
        {
            CpuKernels.Enabled = true;
        }
    }

    [Fact]
    public void Without_gradients_no_graph_is_made()
    {
        using var without = no_grad();
        Assert.False(CpuKernels.Apply(rand(16, 2, 6, 6), [new(_layer)]).requires_grad);
    }

    [Fact]
    public void Frozen_weights_get_no_gradient()
    {
        _layer.weight.requires_grad = false;
        var images = rand(16, 2, 6, 6).requires_grad_();
        CpuKernels.Apply(images, [new(_layer)]).sum().backward();
        Assert.Null(_layer.weight.grad);
        Assert.NotNull(_layer.bias!.grad);
        Assert.NotNull(images.grad);
    }

    [Fact]
    public void Images_without_gradients_get_none()
    {
        var images = rand(16, 6);
        CpuKernels.Apply(images, [new(_linear)]).sum().backward();
        Assert.Null(images.grad);
        Assert.NotNull(_linear.weight!.grad);
    }

    [Fact]
    public void Gradients_can_be_differentiated_again()
    {
        var images = rand(16, 6).requires_grad_();
        var expected = Penalty(_linear.call(images).sigmoid());
        _linear.zero_grad();
        var actual = Penalty(CpuKernels.Apply(images, [new(_linear)]).sigmoid());
        Assert.True(actual.allclose(expected, rtol: 1e-4, atol: 1e-6));

        // The gradient with respect to the weights of a gradient's norm.
        Tensor Penalty(Tensor output)
        {
            var gradient = autograd.grad([output.sum()], [images], retain_graph: true, create_graph: true)[0];
            gradient.square().sum().backward();
            return _linear.weight!.grad!.clone();
        }
    }

    [Fact]
    public void A_gradient_that_is_not_contiguous_is_read_correctly()
    {
        var images = rand(16, 6).requires_grad_();
        CpuKernels.Apply(images, [new(_linear)]).t().matmul(ones(16, 3)).sum().backward();
        Assert.True(images.grad!.allclose(_linear.weight!.sum(dim: 0).mul(3).expand(16, 6), rtol: 1e-4, atol: 1e-5));
    }

    [Fact]
    public void Values_that_are_not_numbers_stay_visible()
    {
        var images = rand(16, 6);
        images[3, 2] = float.NaN;
        Assert.True(CpuKernels.Apply(images, [new(_linear, negative_slope: 0)])[3].isnan().all().ToBoolean());
    }

    public void Dispose()
    {
        _scope.Dispose();
        _layer.Dispose();
        _linear.Dispose();
    }
}
