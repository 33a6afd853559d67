using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A call of a fully connected layer.</summary>
internal sealed record LinearCall(int Count, int Inputs, int Outputs, float Slope) : LayerCall(Slope)
{
    public override unsafe Tensor Forward(Tensor input, Tensor weight, Tensor? bias)
    {
        var output = TensorMemory.Create(Count, Outputs);
        var tensors = Tensors(input, weight, output) with { Bias = TensorMemory.Pointer(bias) };
        CpuKernels.Set.Linear.Forward(tensors, get_num_threads());
        return output;
    }

    public override unsafe void Backward(Tensor gradient, Tensor input, Tensor weight, Tensor? output, LayerGradients gradients)
    {
        var tensors = Tensors(input, weight, output) with
        {
            OutputGradient = TensorMemory.Pointer(gradient),
            InputGradient = TensorMemory.Pointer(gradients.Input),
            WeightGradient = TensorMemory.Pointer(gradients.Weight),
            BiasGradient = TensorMemory.Pointer(gradients.Bias),
        };
        CpuKernels.Set.Linear.Backward(tensors, get_num_threads());
    }

    protected override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => nn.functional.linear(input, weight, bias);

    private unsafe LinearTensors Tensors(Tensor input, Tensor weight, Tensor? output) => new()
    {
        Input = TensorMemory.Pointer(input),
        Weight = TensorMemory.Pointer(weight),
        Output = TensorMemory.Pointer(output),
        Count = Count,
        Inputs = Inputs,
        Outputs = Outputs,
        Slope = Slope,
    };
}
