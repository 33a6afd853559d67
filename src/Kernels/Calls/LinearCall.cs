using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Kernels;

/// <summary>A call of a fully connected layer.</summary>
internal sealed record LinearCall(int Count, int Inputs, int Outputs, float Slope) : LayerCall([Count, Outputs], Slope)
{
    /// <summary>Returns the call of a layer; null if libtorch would refuse the input.</summary>
    public static LinearCall? Find(Linear layer, long[] input, float slope) =>
        input is [var count, var inputs] && layer.weight!.NumberOfElements == inputs * layer.out_features && (layer.bias is null || layer.bias.NumberOfElements == layer.out_features)
            ? new LinearCall((int)count, (int)inputs, (int)layer.out_features, slope)
            : null;

    public override void Forward(LayerTensors tensors, int threads) => CpuKernels.Set.Linear.Forward(Inputs, Outputs, tensors, threads);

    public override void Backward(LayerTensors tensors, int threads) => CpuKernels.Set.Linear.Backward(Inputs, Outputs, tensors, threads);

    protected override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => nn.functional.linear(input, weight, bias);
}
