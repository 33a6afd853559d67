using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>The memory of a layer's gradients; null if nobody asks for one.</summary>
internal readonly record struct LayerGradients(Tensor? Input, Tensor? Weight, Tensor? Bias);

/// <summary>A layer with an activation, applied to tensors that the kernels serve.</summary>
/// <param name="Slope">The factor of negative outputs: 1 for no activation, 0 for ReLU.</param>
internal abstract record LayerCall(float Slope)
{
    /// <summary>Computes the output without a graph.</summary>
    public abstract Tensor Forward(Tensor input, Tensor weight, Tensor? bias);

    /// <summary>Computes the gradients.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="input">The layer's input.</param>
    /// <param name="weight">The layer's weight.</param>
    /// <param name="output">The output; null if there is no activation.</param>
    /// <param name="gradients">The memory of the gradients.</param>
    public abstract void Backward(Tensor gradient, Tensor input, Tensor weight, Tensor? output, LayerGradients gradients);

    /// <summary>Computes the output by the library, which can differentiate it any number of times.</summary>
    public Tensor Library(Tensor input, Tensor weight, Tensor? bias) => Activate(Apply(input, weight, bias), Slope);

    /// <summary>The layer without its activation, by the library.</summary>
    protected abstract Tensor Apply(Tensor input, Tensor weight, Tensor? bias);

    /// <summary>Applies an activation by the library, in place, and disposes <paramref name="output"/> if the result is another object.</summary>
    public static Tensor Activate(Tensor output, double slope)
    {
        if (slope == 1)
            return output;

        using (output)
            return slope == 0 ? nn.functional.relu(output, inplace: true) : nn.functional.leaky_relu(output, slope, inplace: true);
    }
}
