using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>A rectifier with learned slopes, which the oldest supported TorchSharp lacks; made by generated code.</summary>
public sealed class PReLU : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;

    /// <summary>Makes the layer.</summary>
    /// <param name="parameters">The number of slopes: 1, or one for each channel.</param>
    /// <param name="init">The slopes at first.</param>
    /// <param name="device">Where the weights are; the CPU where it is null.</param>
    /// <param name="dtype">The weights' type; 32-bit floating point where it is null.</param>
    public PReLU(long parameters, double init, Device? device = null, ScalarType? dtype = null) : base(nameof(PReLU))
    {
        _weight = OwnParameter.Of(full(parameters, init, device: device, dtype: dtype ?? ScalarType.Float32));
        register_parameter("weight", _weight);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => input.prelu(_weight);

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }
}
