using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>The memory of a layer's gradients; null for those that are not needed.</summary>
internal readonly record struct LayerGradients(Tensor? Input, Tensor? Weight, Tensor? Bias);

/// <summary>A layer with an activation, applied to tensors that the kernels support.</summary>
/// <param name="OutputShape">The shape of the output, with the batch.</param>
/// <param name="Slope">The factor of negative outputs: 1 for no activation, 0 for ReLU.</param>
internal abstract record LayerCall(long[] OutputShape, float Slope)
{
    /// <summary>Computes the output with a kernel, without recording it for gradients.</summary>
    public unsafe Tensor Forward(Tensor input, Tensor weight, Tensor? bias)
    {
        var output = TensorMemory.Create(OutputShape);
        Forward(Tensors(input, weight, output) with { Bias = TensorMemory.Pointer(bias) }, get_num_threads());
        return output;
    }

    /// <summary>Computes the gradients with a kernel.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="input">The layer's input.</param>
    /// <param name="weight">The layer's weight.</param>
    /// <param name="output">The output; null if there is no activation.</param>
    /// <param name="gradients">The memory of the gradients.</param>
    public unsafe void Backward(Tensor gradient, Tensor input, Tensor weight, Tensor? output, LayerGradients gradients)
    {
        var tensors = Tensors(input, weight, output) with
        {
            OutputGradient = TensorMemory.Pointer(gradient),
            InputGradient = TensorMemory.Pointer(gradients.Input),
            WeightGradient = TensorMemory.Pointer(gradients.Weight),
            BiasGradient = TensorMemory.Pointer(gradients.Bias),
        };
        Backward(tensors, get_num_threads());
    }

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

    /// <summary>Runs the kernel of the forward pass.</summary>
    protected abstract void Forward(LayerTensors tensors, int threads);

    /// <summary>Runs the kernel of the backward pass.</summary>
    protected abstract void Backward(LayerTensors tensors, int threads);

    /// <summary>Applies the layer without its activation with libtorch.</summary>
    protected abstract Tensor Apply(Tensor input, Tensor weight, Tensor? bias);

    private unsafe LayerTensors Tensors(Tensor input, Tensor weight, Tensor? output) => new()
    {
        Input = TensorMemory.Pointer(input),
        Weight = TensorMemory.Pointer(weight),
        Output = TensorMemory.Pointer(output),
        Count = (int)OutputShape[0],
        Slope = Slope,
    };
}
