using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>Layers, applied one after the other to tensors that the kernels support. Between two convolutions, images remain in planes.</summary>
/// <remarks>The parameters are the weight and the bias of each layer. The values are the input and the result of each layer; those between layers may be in planes.</remarks>
internal sealed class LayerChain(LayerCall[] calls)
{
    public LayerCall Last => calls[^1];

    /// <summary>The number of parameters.</summary>
    public int Parameters => 2 * calls.Length;

    /// <summary>Computes the results with kernels, without recording them for gradients.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">The values. The first is the input, and the others are created.</param>
    public unsafe void Forward(ReadOnlySpan<Tensor?> parameters, Tensor[] values)
    {
        var threads = get_num_threads();
        for (var index = 0; index < calls.Length; index++)
        {
            values[index + 1] = IsInPlanes(index) ? TensorMemory.Create(calls[index].BlockElements) : TensorMemory.Create(calls[index].OutputShape);
            calls[index].Forward(Tensors(index, parameters, values) with { Bias = TensorMemory.Pointer(parameters[2 * index + 1]) }, threads);
        }
    }

    /// <summary>Computes the gradients with kernels.</summary>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="values">The values; the last may be null if it has no activation.</param>
    /// <param name="inputGradient">The memory of the gradient of the input, or of some columns of it; null if it is not needed.</param>
    /// <param name="firstColumn">The first column, if not the whole gradient is needed.</param>
    /// <param name="gradients">The memory of the gradients of the parameters; null for those that are not needed.</param>
    public unsafe void Backward(
        Tensor gradient, ReadOnlySpan<Tensor?> parameters, ReadOnlySpan<Tensor?> values, Tensor? inputGradient, int firstColumn, ReadOnlySpan<Tensor?> gradients)
    {
        var outputGradient = TensorMemory.Pointer(gradient);
        var threads = get_num_threads();
        for (var index = calls.Length - 1; index >= 0 && (inputGradient is not null || IsNeeded(gradients[..(2 * index + 2)])); index--)
        {
            var isFirst = index == 0;
            var passed = isFirst ? TensorMemory.Pointer(inputGradient)
                : inputGradient is not null || IsNeeded(gradients[..(2 * index)]) ? Workspace.Current.Passed(index).Get((nint)calls[index - 1].BlockElements)
                : null;
            calls[index].Backward(
                Tensors(index, parameters, values) with
                {
                    OutputGradient = outputGradient,
                    InputGradient = passed,
                    FirstColumn = isFirst ? firstColumn : 0,
                    Columns = (int)((isFirst ? inputGradient : values[index])?.size(-1) ?? 0),
                    WeightGradient = TensorMemory.Pointer(gradients[2 * index]),
                    BiasGradient = TensorMemory.Pointer(gradients[2 * index + 1]),
                },
                threads);
            outputGradient = passed;
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

    private unsafe LayerTensors Tensors(int index, ReadOnlySpan<Tensor?> parameters, ReadOnlySpan<Tensor?> values) => new()
    {
        Input = TensorMemory.Pointer(values[index]),
        Weight = TensorMemory.Pointer(parameters[2 * index]),
        Output = TensorMemory.Pointer(values[index + 1]),
        Count = (int)calls[index].OutputShape[0],
        Slope = calls[index].Slope,
        IsInputInPlanes = IsInPlanes(index - 1),
        IsOutputInPlanes = IsInPlanes(index),
    };
}
