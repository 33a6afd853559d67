using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>
/// Applies layers with vectorized kernels, or with libtorch if the kernels do not support the tensors. Generated code calls it in place of a layer's
/// <c>call</c>.
/// </summary>
/// <remarks>
/// The kernels support contiguous 32-bit floats on the CPU: batches of at least 8 for <c>Linear</c>, and for <c>Conv1d</c>, <c>Conv2d</c>,
/// <c>ConvTranspose1d</c> and <c>ConvTranspose2d</c> with zero padding. libtorch computes everything else. Results of the kernels do not depend
/// on the number of threads. Forward hooks of a layer run only if libtorch computes it.
/// </remarks>
public static class CpuKernels
{
    /// <summary>The environment variable that turns the kernels off with the value 0.</summary>
    public const string Variable = "MODELDSL_CPU_KERNELS";

    // Half of the 16 images of a block: smaller batches would leave most lanes unused.
    private const long MinBatch = 8;

    /// <summary>Gets or sets whether the kernels are used. Default: true if the processor has a fused multiply-add.</summary>
    public static bool Enabled
    {
        get => field && KernelSet.Supported.Count > 0;
        set;
    } = Environment.GetEnvironmentVariable(Variable) != "0";

    /// <summary>The kernels in use: the ones with the widest vectors, unless a test sets others.</summary>
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
        var outputs = layer.out_features;
        // size is a single call; shape creates an array through a callback, which takes ten times as long.
        return Supports(input, weight, layer.bias, outputs, rank: 2)
            && input.size(0) is var count && input.size(1) is var inputs
            && weight.NumberOfElements == inputs * outputs && count * outputs <= TensorMemory.MaxElements
                ? LayerFunction.Apply(new LinearCall((int)count, (int)inputs, (int)outputs, (float)slope), input, weight, layer.bias)
                : LayerCall.Activate(layer.call(input), slope);
    }

    private static Tensor Apply(Convolution layer, Tensor input, double slope)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        return layer.kernel_size.Length <= 2 && Supports(input, layer.weight, layer.bias, layer.out_channels, rank: layer.kernel_size.Length + 2)
            && ConvolutionCalls.Find(layer, input.shape, (float)slope) is { } call
            && call.Geometry.Shape.Weights == layer.weight.NumberOfElements
            && call.OutputShape.Aggregate((total, length) => total * length) <= TensorMemory.MaxElements
                ? LayerFunction.Apply(call, input, layer.weight, layer.bias)
                : LayerCall.Activate(layer.call(input), slope);
    }

    /// <summary>The rule: contiguous 32-bit floats on the CPU, in batches of at least 8.</summary>
    private static bool Supports(Tensor input, Tensor weight, Tensor? bias, long outputs, int rank) =>
        Enabled && input.Dimensions == rank && input.size(0) >= MinBatch && Supports(input) && Supports(weight)
        && (bias is null || Supports(bias) && bias.NumberOfElements == outputs);

    private static bool Supports(Tensor tensor) => TensorMemory.Supports(tensor) && tensor.NumberOfElements > 0;
}
