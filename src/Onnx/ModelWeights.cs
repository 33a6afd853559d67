using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Onnx;

/// <summary>The weights of a model by their names. Tensors created here are disposed by the caller's scope.</summary>
internal sealed class ModelWeights(nn.Module model)
{
    private const string Original = "parametrizations.weight.original", Left = "parametrizations.weight.0._u", Right = "parametrizations.weight.0._v";

    private readonly Dictionary<string, Tensor> _weights = model.state_dict();

    /// <summary>A weight or buffer of a layer; null if it has none of the name.</summary>
    /// <param name="layer">The prefix of the layer's names: <c>Encode.0</c>.</param>
    /// <param name="name">The name: <c>weight</c>.</param>
    /// <param name="isTransposed">True if the second axis of the weight has the outputs.</param>
    public Tensor? Find(string layer, string name, bool isTransposed = false)
    {
        if (_weights.TryGetValue($"{layer}.{name}", out var weight))
            return weight;
        return name == "weight" && _weights.TryGetValue($"{layer}.{Original}", out var original) ? Normalized(layer, original, isTransposed) : null;
    }

    /// <summary>A weight with <c>SpectralNorm</c>, divided by the estimate of its largest singular value.</summary>
    private Tensor Normalized(string layer, Tensor original, bool isTransposed)
    {
        var matrix = (isTransposed ? original.transpose(0, 1) : original).flatten(1);
        return original / _weights[$"{layer}.{Left}"].dot(matrix.mv(_weights[$"{layer}.{Right}"]));
    }
}
