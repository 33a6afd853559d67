using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A layer with an activation, applied to tensors that the kernels support.</summary>
/// <param name="OutputShape">The shape of the output, with the batch.</param>
/// <param name="Slope">The factor of negative outputs: 1 for no activation, 0 for ReLU.</param>
internal abstract record LayerCall(long[] OutputShape, float Slope)
{
    private const int Images = ConvolutionGeometry.Images;

    /// <summary>The number of elements of the output in planes: in complete blocks of 16 images.</summary>
    public long BlockElements { get; } = OutputShape.Skip(1).Aggregate((OutputShape[0] + Images - 1) / Images * Images, (total, length) => total * length);

    /// <summary>Runs the kernel of the forward pass.</summary>
    public abstract void Forward(LayerTensors tensors, int threads);

    /// <summary>Runs the kernel of the backward pass.</summary>
    public abstract void Backward(LayerTensors tensors, int threads);

    /// <summary>Computes the output with libtorch, which can differentiate it any number of times.</summary>
    public Tensor Library(Tensor input, Tensor weight, Tensor? bias) => Activate(Apply(input, weight, bias), Slope);

    /// <summary>Applies an activation with libtorch, in place, and disposes <paramref name="output"/> if the result is another object.</summary>
    public static Tensor Activate(Tensor output, double slope)
    {
        if (slope == 1)
            return output;

        using (output)
            return slope == 0 ? nn.functional.relu(output, inplace: true) : nn.functional.leaky_relu(output, slope, inplace: true);
    }

    /// <summary>Applies the layer without its activation with libtorch.</summary>
    protected abstract Tensor Apply(Tensor input, Tensor weight, Tensor? bias);
}
