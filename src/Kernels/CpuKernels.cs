using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>
/// Applies layers with vectorized kernels, or by the library if these do not serve the tensors. Generated code calls it in place of a layer's
/// <c>call</c>.
/// </summary>
/// <remarks>
/// The kernels serve contiguous 32-bit floats on the CPU: batches of at least 8 for <c>Linear</c>, and for <c>Conv1d</c>, <c>Conv2d</c>,
/// <c>ConvTranspose1d</c> and <c>ConvTranspose2d</c> with zero padding. All else takes the library's path. Results of the kernels do not depend
/// on the number of threads. Forward hooks of a layer run only on the library's path.
/// </remarks>
public static class CpuKernels
{
    /// <summary>The environment variable that turns the kernels off with the value 0.</summary>
    public const string Variable = "MODELDSL_CPU_KERNELS";

    // Half of the lanes of a block of images.
    private const long MinBatch = 8;

    // TorchSharp's spans have at most 2 GB.
    private const long MaxElements = (1L << 29) - 1;

    /// <summary>Gets or sets whether the kernels are used. They are by default if the processor has a fused multiply-add.</summary>
    public static bool Enabled
    {
        get => field && KernelSet.Supported.Count > 0;
        set;
    } = Environment.GetEnvironmentVariable(Variable) != "0";

    /// <summary>The kernels of the widest vectors. Tests choose others.</summary>
    internal static KernelSet Set { get; set; } = KernelSet.Supported.FirstOrDefault()!;

    /// <summary>Applies a convolution.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    public static Tensor Apply(Convolution layer, Tensor input) => Apply(layer, input, 1);

    /// <summary>Applies a convolution, then ReLU.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    public static Tensor ApplyReLU(Convolution layer, Tensor input) => Apply(layer, input, 0);

    /// <summary>Applies a convolution, then LeakyReLU.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    /// <param name="negative_slope">The factor of negative values; not negative.</param>
    public static Tensor ApplyLeakyReLU(Convolution layer, Tensor input, double negative_slope) => Apply(layer, input, negative_slope);

    /// <summary>Applies a fully connected layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    public static Tensor Apply(Linear layer, Tensor input) => Apply(layer, input, 1);

    /// <summary>Applies a fully connected layer, then ReLU.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    public static Tensor ApplyReLU(Linear layer, Tensor input) => Apply(layer, input, 0);

    /// <summary>Applies a fully connected layer, then LeakyReLU.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The input.</param>
    /// <param name="negative_slope">The factor of negative values; not negative.</param>
    public static Tensor ApplyLeakyReLU(Linear layer, Tensor input, double negative_slope) => Apply(layer, input, negative_slope);

    private static Tensor Apply(Linear layer, Tensor input, double slope)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        var weight = layer.weight!;
        if (!Serves(input, weight, layer.bias, layer.out_features, rank: 2) || input.shape is not [var count, var inputs] || weight.NumberOfElements != inputs * layer.out_features || count * layer.out_features > MaxElements)
            return LayerCall.Activate(layer.call(input), slope);
        return LayerFunction.Apply(new LinearCall((int)count, (int)inputs, (int)layer.out_features, (float)slope), input, weight, layer.bias);
    }

    private static Tensor Apply(Convolution layer, Tensor input, double slope)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        return layer.kernel_size.Length <= 2 && Serves(input, layer.weight, layer.bias, layer.out_channels, rank: layer.kernel_size.Length + 2)
            && ConvolutionCalls.Find(layer, input.shape, (float)slope) is { } call
            && call.Geometry.Shape.Weights == layer.weight.NumberOfElements
            && call.OutputShape.Aggregate((total, length) => total * length) <= MaxElements
                ? LayerFunction.Apply(call, input, layer.weight, layer.bias)
                : LayerCall.Activate(layer.call(input), slope);
    }

    /// <summary>The rule: contiguous 32-bit floats on the CPU, in batches of at least 8.</summary>
    private static bool Serves(Tensor input, Tensor weight, Tensor? bias, long outputs, int rank) =>
        Enabled && input.Dimensions == rank && input.shape[0] >= MinBatch && Serves(input) && Serves(weight)
        && (bias is null || Serves(bias) && bias.NumberOfElements == outputs);

    private static bool Serves(Tensor tensor) =>
        tensor.device_type == DeviceType.CPU && tensor.dtype == ScalarType.Float32 && tensor.is_contiguous() && tensor.NumberOfElements is > 0 and <= MaxElements;
}
