using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A layer of TorchSharp and the activation that follows it, for <see cref="CpuKernels"/>.</summary>
public readonly struct ActivatedLayer
{
    /// <summary>A fully connected layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="negative_slope">The factor of negative outputs; not negative. 0 for ReLU, 1 for no activation, and others for LeakyReLU.</param>
    public ActivatedLayer(Linear layer, double negative_slope = 1)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(negative_slope);
        (Module, Weight, Bias, Slope) = (layer, layer.weight!, layer.bias, negative_slope);
    }

    /// <summary>A convolution or a transposed convolution.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="negative_slope">The factor of negative outputs; not negative. 0 for ReLU, 1 for no activation, and others for LeakyReLU.</param>
    public ActivatedLayer(Convolution layer, double negative_slope = 1)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(negative_slope);
        (Module, Weight, Bias, Slope) = (layer, layer.weight, layer.bias, negative_slope);
    }

    internal nn.Module<Tensor, Tensor> Module { get; }

    internal Tensor Weight { get; }

    internal Tensor? Bias { get; }

    internal double Slope { get; }

    /// <summary>The call of the kernel for an input of a shape; null if the kernels do not support it.</summary>
    internal LayerCall? FindCall(long[] input) => Module switch
    {
        Linear layer => LinearCall.Find(layer, input, (float)Slope),
        Convolution layer => ConvolutionCalls.Find(layer, input, (float)Slope),
        _ => null,
    };
}
