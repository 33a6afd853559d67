using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>
/// Applies layers with vectorized kernels, or with libtorch if the kernels do not support the tensors. Generated code calls it in place of the layers'
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

    /// <summary>Applies layers one after the other. Their intermediate results are disposed.</summary>
    /// <param name="input">The input of the first layer.</param>
    /// <param name="layers">The layers, each with its activation. As one function of autograd they are faster than one by one.</param>
    /// <returns>The output of the last layer.</returns>
    /// <exception cref="ArgumentException">There is no layer.</exception>
    public static Tensor Apply(Tensor input, ReadOnlySpan<ActivatedLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (layers.IsEmpty)
            throw new ArgumentException("Pass at least one layer.", nameof(layers));
        if (Find(input, layers) is { } chain)
            return LayerFunction.Apply(chain, input, layers);
        if (layers is [var single])
            return LayerCall.Activate(single.Module.call(input), single.Slope);

        using var intermediate = Apply(input, layers[..^1]);
        return Apply(intermediate, layers[^1..]);
    }

    /// <summary>The rule: contiguous 32-bit floats on the CPU, in batches of at least 8, for all layers. Returns null if the kernels do not support a layer.</summary>
    private static LayerChain? Find(Tensor input, ReadOnlySpan<ActivatedLayer> layers)
    {
        if (!Enabled || input.Dimensions < 2 || !Supports(input) || input.size(0) < MinBatch)
            return null;
        var calls = new LayerCall[layers.Length];
        // size is a single call; shape creates an array through a callback, which takes ten times as long.
        var shape = new long[input.Dimensions];
        for (var axis = 0; axis < shape.Length; axis++)
            shape[axis] = input.size(axis);
        for (var index = 0; index < calls.Length; index++)
        {
            var layer = layers[index];
            if (!Supports(layer.Weight) || layer.Bias is { } bias && !Supports(bias) || layer.FindCall(shape) is not { } call || call.BlockElements > TensorMemory.MaxElements)
                return null;
            (calls[index], shape) = (call, call.OutputShape);
        }

        return new LayerChain(calls);
    }

    private static bool Supports(Tensor tensor) => TensorMemory.Supports(tensor) && tensor.NumberOfElements > 0;
}
