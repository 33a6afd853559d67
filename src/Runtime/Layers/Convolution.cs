using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Draws the parameters of convolutions that TorchSharp does not make, as PyTorch draws them.</summary>
internal static class Convolution
{
    /// <summary>The kernels of a transposed convolution.</summary>
    /// <param name="shape"><c>[inputs, outputs / groups, kernel…]</c>.</param>
    /// <param name="device">Where they are; the CPU where it is null.</param>
    /// <param name="dtype">Their type; 32-bit floating point where it is null.</param>
    public static Parameter Weight(long[] shape, Device? device, ScalarType? dtype)
    {
        var weight = empty(shape, device: device, dtype: dtype ?? ScalarType.Float32);
        using (no_grad())
            nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        return OwnParameter.Of(weight);
    }

    /// <summary>A bias: uniform in ±1 / √(the number of values in <paramref name="kernels"/> for one output).</summary>
    /// <param name="outputs">Its length.</param>
    /// <param name="kernels">The layer's weight.</param>
    public static Parameter Bias(long outputs, Tensor kernels)
    {
        var bound = 1 / Math.Sqrt(kernels.shape.Skip(1).Aggregate(1L, (product, axis) => product * axis));
        var bias = empty(outputs, device: kernels.device, dtype: kernels.dtype);
        using (no_grad())
            nn.init.uniform_(bias, -bound, bound);
        return OwnParameter.Of(bias);
    }
}
