using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A call of a convolution or a transposed convolution.</summary>
internal sealed record ConvolutionCall(
    ConvolutionGeometry Geometry, bool IsTransposed, float Slope, long[] OutputShape, Func<Tensor, Tensor, Tensor?, Tensor> Function) : LayerCall(Slope)
{
    public override unsafe Tensor Forward(Tensor input, Tensor weight, Tensor? bias)
    {
        var output = TensorMemory.Create(OutputShape);
        var tensors = Tensors(input, weight, output) with { Bias = TensorMemory.Pointer(bias) };
        CpuKernels.Set.Convolution.Forward(Geometry, IsTransposed, tensors, get_num_threads());
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
        CpuKernels.Set.Convolution.Backward(Geometry, IsTransposed, tensors, get_num_threads());
    }

    protected override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => Function(input, weight, bias);

    private unsafe ConvolutionTensors Tensors(Tensor input, Tensor weight, Tensor? output) => new()
    {
        Input = TensorMemory.Pointer(input),
        Weight = TensorMemory.Pointer(weight),
        Output = TensorMemory.Pointer(output),
        Count = (int)OutputShape[0],
        Slope = Slope,
    };
}
