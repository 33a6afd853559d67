using System.ComponentModel;
using ModelDsl.Kernels;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Layers;

/// <summary>Two fully connected layers for the mean and log-variance of a normal distribution; created by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GaussianHead : nn.Module<Tensor, Gaussian>
{
    private readonly Linear _mean;
    private readonly Linear _logVariance;
    private readonly double _least;
    private readonly double _most;

    /// <summary>Creates the layers.</summary>
    /// <param name="inputs">The number of input features.</param>
    /// <param name="features">The number of dimensions of the distribution.</param>
    /// <param name="minLogVariance">The smallest log-variance.</param>
    /// <param name="maxLogVariance">The largest log-variance.</param>
    /// <param name="device">The device of the weights; null for the CPU.</param>
    /// <param name="dtype">The type of the weights; null for 32-bit floating point.</param>
    public GaussianHead(
        long inputs, long features, double minLogVariance = double.NegativeInfinity, double maxLogVariance = double.PositiveInfinity,
        Device? device = null, ScalarType? dtype = null) : base(nameof(GaussianHead))
    {
        (_least, _most) = (minLogVariance, maxLogVariance);
        _mean = nn.Linear(inputs, features, device: device, dtype: dtype);
        _logVariance = nn.Linear(inputs, features, device: device, dtype: dtype);
        register_module("mean", _mean);
        register_module("log_variance", _logVariance);
    }

    /// <inheritdoc/>
    public override Gaussian forward(Tensor input) => new(CpuKernels.Apply(input, [new(_mean)]), LogVariance(input));

    private Tensor LogVariance(Tensor input)
    {
        var logVariance = CpuKernels.Apply(input, [new(_logVariance)]);
        if (double.IsInfinity(_least) && double.IsInfinity(_most))
            return logVariance;
        using (logVariance)
            return logVariance.clamp(_least, _most);
    }

    /// <summary>Does nothing: the constructor registers all components without reflection.</summary>
    protected override void RegisterComponents() { }
}
