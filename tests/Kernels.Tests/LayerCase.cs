using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels.Tests;

/// <summary>A layer with an input, computed by the kernels and, in double precision, by the library.</summary>
internal sealed record LayerCase(nn.Module<Tensor, Tensor> Layer, long[] Input, double Slope, int Threads, KernelSet Kernels) : IDisposable
{
    public override string ToString() => $"{Layer.GetType().Name} [{string.Join(", ", Input)}], weight [{string.Join(", ", Weight.shape)}], slope {Slope}, {Kernels.Name}, {Threads} threads, {Settings}";

    private Parameter Weight => Layer is Linear linear ? linear.weight! : ((Convolution)Layer).weight;

    private Parameter? Bias => Layer is Linear linear ? linear.bias : ((Convolution)Layer).bias;

    private string Settings => Layer is Convolution layer
        ? $"stride {layer.stride[^1]}, padding {layer.padding?[^1]}, dilation {layer.dilation[^1]}, output padding {layer.output_padding[^1]}, groups {layer.groups}" : "";

    public Tensor Apply(Tensor input) => CpuKernels.Apply(input, [Layer is Linear linear ? new(linear, Slope) : new((Convolution)Layer, Slope)]);

    /// <summary>
    /// The factors of a weighted sum of the outputs. Outputs near 0 have the factor 0, because rounding may move them to the other side of the
    /// activation's kink, where the gradient differs.
    /// </summary>
    public Tensor Factors()
    {
        using var without = no_grad();
        using var scope = NewDisposeScope();
        var output = Layer.call(Values());
        var isFar = output.abs().ge(1e-5f * output.abs().max());
        return rand(output.shape, generator: new Generator(2)).mul(isFar).MoveToOuterDisposeScope();
    }

    /// <summary>The output and the gradients of input, weight and bias of a weighted sum of the outputs.</summary>
    public Tensor[] Compute(Tensor factors)
    {
        CpuKernels.Set = Kernels;
        set_num_threads(Threads);
        using var input = Values();
        return Differentiate(input, Apply(input), factors, Weight, Bias);
    }

    /// <summary>The same by the library in double precision.</summary>
    public Tensor[] Expected(Tensor factors)
    {
        set_num_threads(1);
        Layer.to(ScalarType.Float64);
        using var values = Values();
        using var input = values.detach().to(ScalarType.Float64).requires_grad_();
        var output = Layer.call(input);
        if (Slope != 1)
            output = Slope == 0 ? nn.functional.relu(output) : nn.functional.leaky_relu(output, Slope);
        return Differentiate(input, output, factors.to(ScalarType.Float64), Weight, Bias);
    }

    public Tensor Values() => rand(Input, generator: new Generator(1)).sub(0.5f).requires_grad_();

    private static Tensor[] Differentiate(Tensor input, Tensor output, Tensor factors, Tensor weight, Tensor? bias)
    {
        output.mul(factors).sum().backward();
        return [output.detach(), input.grad!, weight.grad!, .. bias is null ? Array.Empty<Tensor>() : [bias.grad!]];
    }

    public void Dispose() => Layer.Dispose();
}
