using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>Several layers in one call, which keeps images in planes between convolutions.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Bits_are_those_of_one_call_per_layer()
    {
        var random = new Random(22);
        for (var index = 0; index < 80; index++)
        {
            using var scope = NewDisposeScope();
            var layers = index % 4 == 0 ? RandomLinear(random) : RandomConvolutions(random);
            var input = rand([random.Next(8, 40), .. index % 4 == 0 ? [20L] : (long[])[3, random.Next(3, 10), random.Next(3, 10)]]).sub(0.5f).requires_grad_();
            CpuKernels.Set = KernelSet.Supported[index % KernelSet.Supported.Count];
            set_num_threads(1 + index % 3);

            var output = CpuKernels.Apply(input, layers);
            var factors = rand_like(output);
            var expected = Gradients(layers.Aggregate(input, (result, layer) => CpuKernels.Apply(result, [layer])), factors, input, layers);
            var actual = Gradients(output, factors, input, layers);
            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.True(expected[i].bytes.SequenceEqual(actual[i].bytes), $"Chain {index} of {layers.Length} layers: result {i} differs.");
        }
    }

    [Fact]
    public void Without_gradients_the_output_is_the_same()
    {
        var layers = RandomConvolutions(new Random(1));
        var images = rand(20, 3, 8, 8);
        var expected = CpuKernels.Apply(images, layers);
        using var without = no_grad();
        Assert.True(expected.bytes.SequenceEqual(CpuKernels.Apply(images, layers).bytes));
    }

    [Fact]
    public void Intermediate_results_are_disposed()
    {
        using var without = no_grad();
        var layers = RandomConvolutions(new Random(1));
        var images = rand(20, 3, 8, 8);
        var tensors = Tensor.TotalCount;
        CpuKernels.Apply(images, layers).Dispose();
        Assert.Equal(tensors, Tensor.TotalCount);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void A_layer_that_the_kernels_do_not_support_is_computed_by_libtorch(int position)
    {
        Conv2d[] modules = [.. Enumerable.Range(0, 3).Select(index => nn.Conv2d(3, 3, 3, padding: 1, padding_mode: index == position ? PaddingModes.Reflect : PaddingModes.Zeros))];
        ActivatedLayer[] layers = [.. modules.Select(module => new ActivatedLayer(module, negative_slope: 0))];
        var images = rand(16, 3, 6, 6);
        Assert.True(CpuKernels.Apply(images, layers).allclose(modules.Aggregate(images, (result, module) => nn.functional.relu(module.call(result))), rtol: 1e-4, atol: 1e-5));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Only_needed_gradients_are_computed(int frozen)
    {
        var layers = RandomConvolutions(new Random(2))[..3];
        for (var index = 0; index <= frozen; index++)
            Freeze(layers[index]);
        var output = CpuKernels.Apply(rand(16, 3, 8, 8), layers);
        Assert.Equal(frozen < 2, output.requires_grad);
        if (frozen == 2)
            return;
        output.sum().backward();
        for (var index = 0; index < 3; index++)
            Assert.Equal(index > frozen, layers[index].Weight.grad is not null);
    }

    [Fact]
    public void The_gradient_of_the_input_needs_no_gradients_of_weights()
    {
        var layers = RandomConvolutions(new Random(3));
        var images = rand(16, 3, 8, 8).requires_grad_();
        var (factors, expected) = Expected();
        foreach (var layer in layers)
        {
            layer.Module.zero_grad();
            Freeze(layer);
        }

        images.grad!.zero_();
        CpuKernels.Apply(images, layers).mul(factors).sum().backward();
        Assert.True(expected.bytes.SequenceEqual(images.grad!.bytes));
        Assert.All(layers, layer => Assert.Null(layer.Weight.grad));

        (Tensor, Tensor) Expected()
        {
            var output = CpuKernels.Apply(images, layers);
            var factors = rand_like(output);
            output.mul(factors).sum().backward();
            return (factors, images.grad!.clone());
        }
    }

    [Fact]
    public void Gradients_can_be_differentiated_again()
    {
        using Conv2d first = nn.Conv2d(3, 4, 3, padding: 1), second = nn.Conv2d(4, 2, 3);
        var images = rand(16, 3, 6, 6).requires_grad_();
        var expected = Penalty(second.call(nn.functional.leaky_relu(first.call(images), 0.2)).sigmoid());
        first.zero_grad();
        var actual = Penalty(CpuKernels.Apply(images, [new(first, 0.2), new(second)]).sigmoid());
        Assert.True(actual.allclose(expected, rtol: 1e-3, atol: 1e-6));

        Tensor Penalty(Tensor output)
        {
            var gradient = autograd.grad([output.sum()], [images], retain_graph: true, create_graph: true)[0];
            gradient.square().sum().backward();
            return first.weight.grad!.clone();
        }
    }

    [Theory]
    [InlineData(false, false, false), InlineData(true, false, false), InlineData(false, true, false), InlineData(false, false, true)]
    [InlineData(true, true, false), InlineData(true, false, true), InlineData(false, true, true), InlineData(true, true, true)]
    public void Inputs_are_joined(bool first, bool second, bool third)
    {
        var layers = RandomLinear(new Random(4));
        Tensor[] inputs = [rand(12, 9).requires_grad_(first), rand(12, 4).requires_grad_(second), rand(12, 7).requires_grad_(third)];
        var output = CpuKernels.Apply(inputs, layers);
        var factors = rand_like(output);
        var expected = Gradients(CpuKernels.Apply(cat(inputs, 1), layers));
        var actual = Gradients(output);
        for (var index = 0; index < expected.Count; index++)
            Assert.True(expected[index].contiguous().bytes.SequenceEqual(actual[index].contiguous().bytes), $"Result {index} differs.");

        List<Tensor> Gradients(Tensor output) =>
            [output.detach(), .. autograd.grad([output], [.. inputs.Where(input => input.requires_grad), .. layers.SelectMany(layer => layer.Module.parameters())], [factors])];
    }

    [Fact]
    public void Joined_inputs_are_freed_after_each_step()
    {
        ActivatedLayer[] layers = [new(nn.Linear(794, 256), 0), new(nn.Linear(256, 1))];
        var (images, codes) = (rand(128, 784), rand(128, 10).requires_grad_());
        Run(20);
        var (tensors, memory) = (Tensor.TotalCount, Environment.WorkingSet);
        Run(400);
        Assert.True(Tensor.TotalCount <= tensors + 20, $"{Tensor.TotalCount - tensors} tensors were kept.");
        // The joined inputs of 400 steps have 163 MB.
        Assert.True(Environment.WorkingSet < memory + (40 << 20), $"{(Environment.WorkingSet - memory) >> 20} MB were kept.");

        void Run(int steps)
        {
            for (var step = 0; step < steps; step++)
            {
                using var scope = NewDisposeScope();
                CpuKernels.Apply([images, codes], layers).mean().backward();
            }
        }
    }

    [Fact]
    public void Gradients_of_joined_inputs_can_be_differentiated_again()
    {
        using Linear first = nn.Linear(6, 5), second = nn.Linear(5, 3);
        Tensor[] inputs = [rand(16, 4).requires_grad_(), rand(16, 2)];
        var expected = Penalty(second.call(nn.functional.leaky_relu(first.call(cat(inputs, 1)), 0.2)).sigmoid());
        first.zero_grad();
        var actual = Penalty(CpuKernels.Apply(inputs, [new(first, 0.2), new(second)]).sigmoid());
        Assert.True(actual.allclose(expected, rtol: 1e-3, atol: 1e-6));

        Tensor Penalty(Tensor output)
        {
            autograd.grad([output.sum()], [inputs[0]], retain_graph: true, create_graph: true)[0].square().sum().backward();
            return first.weight!.grad!.clone();
        }
    }

    [Theory, InlineData("one input"), InlineData("double"), InlineData("images"), InlineData("small batch")]
    public void Other_joined_inputs_are_those_of_the_library(string kind)
    {
        nn.Module<Tensor, Tensor> layer = kind == "images" ? nn.Conv2d(2, 3, 3) : nn.Linear(kind == "one input" ? 4 : 8, 3);
        if (kind == "double")
            layer.to(ScalarType.Float64);
        Tensor[] inputs = kind switch
        {
            "one input" => [rand(16, 4)],
            "double" => [rand(16, 4, dtype: ScalarType.Float64), rand(16, 4, dtype: ScalarType.Float64)],
            "images" => [rand(16, 1, 5, 5), rand(16, 1, 5, 5)],
            _ => [rand(2, 4), rand(2, 4)],
        };
        var actual = CpuKernels.Apply(inputs, [layer is Linear linear ? new(linear) : new((Convolution)layer)]);
        Assert.True(actual.allclose(layer.call(cat(inputs, 1)), rtol: 1e-4, atol: 1e-6));
    }

    [Fact]
    public void Inputs_of_different_batches_are_the_error_of_the_library() =>
        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(() => CpuKernels.Apply((Tensor[])[rand(16, 4), rand(17, 4)], [new(nn.Linear(8, 3))]));

    [Fact]
    public void No_inputs_are_an_error() => Assert.Throws<ArgumentException>(() => CpuKernels.Apply(Array.Empty<Tensor>(), [new(nn.Linear(8, 3))]));

    [Fact]
    public void No_layers_are_an_error() => Assert.Throws<ArgumentException>(() => CpuKernels.Apply(rand(16, 3), []));

    private static void Freeze(ActivatedLayer layer)
    {
        foreach (var parameter in layer.Module.parameters())
            parameter.requires_grad = false;
    }

    private static Tensor[] Gradients(Tensor output, Tensor factors, Tensor input, ActivatedLayer[] layers)
    {
        Tensor[] arguments = [input, .. layers.SelectMany(layer => layer.Module.parameters())];
        return [output.detach(), .. autograd.grad([output], arguments, [factors])];
    }

    private static ActivatedLayer[] RandomLinear(Random random)
    {
        int[] features = [20, .. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(1, 70))];
        return [.. features.Zip(features.Skip(1), (inputs, outputs) => new ActivatedLayer(nn.Linear(inputs, outputs, hasBias: random.Next(3) > 0), RandomSlope(random)))];
    }

    private static ActivatedLayer[] RandomConvolutions(Random random)
    {
        int[] channels = [3, .. Enumerable.Range(0, random.Next(3, 5)).Select(_ => random.Next(1, 12))];
        return [.. channels.Zip(channels.Skip(1), (inputs, outputs) => new ActivatedLayer(RandomConvolution(random, inputs, outputs), RandomSlope(random)))];
    }

    /// <summary>A convolution that no plane is too small for.</summary>
    private static Convolution RandomConvolution(Random random, int inputs, int outputs) => (random.Next(2), random.Next(1, 4), random.Next(3) > 0) switch
    {
        (0, var stride, var hasBias) => nn.Conv2d(inputs, outputs, 3, stride, padding: 1, bias: hasBias),
        (_, var stride, var hasBias) => nn.ConvTranspose2d(inputs, outputs, 3, stride, padding: 1, bias: hasBias),
    };

    private static double RandomSlope(Random random) => random.Next(3) switch { 0 => 1, 1 => 0, _ => 0.2 };

    public void Dispose() => _scope.Dispose();
}
