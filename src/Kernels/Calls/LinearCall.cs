using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A call of a fully connected layer.</summary>
internal sealed record LinearCall(int Count, int Inputs, int Outputs, float Slope) : LayerCall([Count, Outputs], Slope)
{
    protected override void Forward(LayerTensors tensors, int threads) => CpuKernels.Set.Linear.Forward(Inputs, Outputs, tensors, threads);

    protected override void Backward(LayerTensors tensors, int threads) => CpuKernels.Set.Linear.Backward(Inputs, Outputs, tensors, threads);

    protected override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => nn.functional.linear(input, weight, bias);
}
