using System.ComponentModel;
using static TorchSharp.torch;
using TorchSharp.Modules;

namespace ModelDsl.Layers;

/// <summary>Two fully connected layers that give a normal distribution; made by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GaussianHead : nn.Module<Tensor, Gaussian>
{
    private readonly Linear _mean;
    private readonly Linear _logVariance;

    /// <summary>Makes the layers.</summary>
    /// <param name="inputs">The number of features taken.</param>
    /// <param name="features">The number of dimensions given.</param>
    /// <param name="device">Where the weights are; the CPU where it is null.</param>
    /// <param name="dtype">The weights' type; 32-bit floating point where it is null.</param>
    public GaussianHead(long inputs, long features, Device? device = null, ScalarType? dtype = null) : base(nameof(GaussianHead))
    {
        _mean = nn.Linear(inputs, features, device: device, dtype: dtype);
        _logVariance = nn.Linear(inputs, features, device: device, dtype: dtype);
        register_module("mean", _mean);
        register_module("log_variance", _logVariance);
    }

    /// <inheritdoc/>
    public override Gaussian forward(Tensor input) => new(_mean.call(input), _logVariance.call(input));

    /// <summary>Nothing: the constructor has registered everything, without reflection.</summary>
    protected override void RegisterComponents() { }
}
