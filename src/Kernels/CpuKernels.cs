using TorchSharp.Modules;
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
        if (Find([input], layers) is { } chain)
            return LayerFunction.Apply(chain, [input], layers);
        if (layers is [var single])
            return LayerCall.Activate(single.Module.call(input), single.Slope);

        using var intermediate = Apply(input, layers[..^1]);
        return Apply(intermediate, layers[^1..]);
    }

    /// <summary>Applies layers to the concatenation of inputs, such as an image and a code. No gradient is computed for the columns of inputs that require none.</summary>
    /// <param name="inputs">The inputs, which are joined along the axis after the batch.</param>
    /// <param name="layers">The layers, each with its activation.</param>
    /// <returns>The output of the last layer.</returns>
    /// <exception cref="ArgumentException">There is no input or no layer.</exception>
    public static Tensor Apply(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<ActivatedLayer> layers)
    {
        if (inputs.IsEmpty)
            throw new ArgumentException("Pass at least one input.", nameof(inputs));
        if (layers is [{ Module: Linear }, ..] && Find(inputs, layers) is { } chain)
            return LayerFunction.Apply(chain, inputs, layers);
        using var joined = cat([.. inputs], 1);
        return Apply(joined, layers);
    }

    /// <summary>The rule: contiguous 32-bit floats on the CPU, in batches of at least 8, for all layers. Returns null if the kernels do not support a layer.</summary>
    /// <param name="inputs">The inputs: matrices, if there are several.</param>
    /// <param name="layers">The layers.</param>
    private static LayerChain? Find(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<ActivatedLayer> layers)
    {
        if (!Enabled)
            return null;
        var shape = Array.Empty<long>();
        foreach (var input in inputs)
        {
            if (input.Dimensions < 2 || !Supports(input) || input.size(0) < MinBatch || shape.Length > 0 && (input.Dimensions != 2 || input.size(0) != shape[0]))
                return null;
            // size is a single call; shape creates an array through a callback, which takes ten times as long.
            var width = shape.Length > 0 ? shape[1] : 0;
            shape = new long[input.Dimensions];
            for (var axis = 0; axis < shape.Length; axis++)
                shape[axis] = input.size(axis);
            shape[1] += width;
        }

        var calls = new LayerCall[layers.Length];
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
