using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>Layers, applied one after the other to tensors that the kernels support. Between two convolutions, images remain in planes.</summary>
internal sealed class LayerChain(LayerCall[] calls)
{
    public LayerCall Last => calls[^1];

    /// <summary>Computes the results with kernels, without recording them for gradients.</summary>
    /// <param name="input">The input.</param>
    /// <param name="parameters">The weight and the bias of each layer.</param>
    /// <param name="results">Receives the result of each layer. The last is the output; the others may be in planes.</param>
    public unsafe void Forward(Tensor input, ReadOnlySpan<Tensor?> parameters, Tensor[] results)
    {
        var threads = get_num_threads();
        for (var index = 0; index < calls.Length; index++)
        {
            results[index] = IsInPlanes(index) ? TensorMemory.Create(calls[index].BlockElements) : TensorMemory.Create(calls[index].OutputShape);
            calls[index].Forward(Tensors(index, input, parameters, results) with { Bias = TensorMemory.Pointer(parameters[2 * index + 1]) }, threads);
        }
    }

    /// <summary>Computes the gradients with kernels.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="input">The input.</param>
    /// <param name="parameters">The weight and the bias of each layer.</param>
    /// <param name="results">The results of <see cref="Forward"/>; the last may be null if it has no activation.</param>
    /// <param name="gradients">The memory of the gradients of the input and the parameters; null for those that are not needed.</param>
    public unsafe void Backward(Tensor gradient, Tensor input, ReadOnlySpan<Tensor?> parameters, ReadOnlySpan<Tensor?> results, ReadOnlySpan<Tensor?> gradients)
    {
        var outputGradient = TensorMemory.Pointer(gradient);
        var threads = get_num_threads();
        for (var index = calls.Length - 1; index >= 0 && IsNeeded(gradients[..(2 * index + 3)]); index--)
        {
            var inputGradient = index == 0 ? TensorMemory.Pointer(gradients[0])
                : IsNeeded(gradients[..(2 * index + 1)]) ? Workspace.Current.Passed(index).Get((nint)calls[index - 1].BlockElements)
                : null;
            calls[index].Backward(
                Tensors(index, input, parameters, results) with
                {
                    OutputGradient = outputGradient,
                    InputGradient = inputGradient,
                    WeightGradient = TensorMemory.Pointer(gradients[2 * index + 1]),
                    BiasGradient = TensorMemory.Pointer(gradients[2 * index + 2]),
                },
                threads);
            outputGradient = inputGradient;
        }
    }

    /// <summary>Computes the output with libtorch, which can differentiate it any number of times.</summary>
    public Tensor Library(Tensor input, ReadOnlySpan<Tensor?> parameters)
    {
        for (var index = 0; index < calls.Length; index++)
            input = calls[index].Library(input, parameters[2 * index]!, parameters[2 * index + 1]);
        return input;
    }

    private static bool IsNeeded(ReadOnlySpan<Tensor?> gradients)
    {
        foreach (var gradient in gradients)
        {
            if (gradient is not null)
                return true;
        }

        return false;
    }

    /// <summary>True if the result of a layer is in planes, because two convolutions share it.</summary>
    private bool IsInPlanes(int index) => index >= 0 && index + 1 < calls.Length && calls[index] is ConvolutionCall && calls[index + 1] is ConvolutionCall;

    private unsafe LayerTensors Tensors(int index, Tensor input, ReadOnlySpan<Tensor?> parameters, ReadOnlySpan<Tensor?> results) => new()
    {
        Input = TensorMemory.Pointer(index == 0 ? input : results[index - 1]),
        Weight = TensorMemory.Pointer(parameters[2 * index]),
        Output = TensorMemory.Pointer(results[index]),
        Count = (int)calls[index].OutputShape[0],
        Slope = calls[index].Slope,
        IsInputInPlanes = IsInPlanes(index - 1),
        IsOutputInPlanes = IsInPlanes(index),
    };
}
