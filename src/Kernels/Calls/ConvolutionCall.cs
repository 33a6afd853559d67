using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A call of a convolution or a transposed convolution.</summary>
internal sealed record ConvolutionCall(
    ConvolutionGeometry Geometry, bool IsTransposed, float Slope, long[] OutputShape, Func<Tensor, Tensor, Tensor?, Tensor> Function) : LayerCall(OutputShape, Slope)
{
    public override void Forward(LayerTensors tensors, int threads) => CpuKernels.Set.Convolution.Forward(Geometry, IsTransposed, tensors, threads);

    public override void Backward(LayerTensors tensors, int threads) => CpuKernels.Set.Convolution.Backward(Geometry, IsTransposed, tensors, threads);

    protected override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => Function(input, weight, bias);
}
