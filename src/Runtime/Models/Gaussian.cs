using static TorchSharp.torch;

namespace ModelDsl;

/// <summary>A batch of normal distributions with independent dimensions, the last axis. It owns its two tensors.</summary>
/// <param name="mean">The means, <c>[batch, n]</c>.</param>
/// <param name="logVariance">The natural logarithms of the variances, <c>[batch, n]</c>.</param>
public sealed class Gaussian(Tensor mean, Tensor logVariance) : IDisposable
{
    private const double LogTwoPi = 1.8378770664093454836;

    /// <summary>The means, <c>[batch, n]</c>.</summary>
    public Tensor Mean { get; } = mean;

    /// <summary>The natural logarithms of the variances, <c>[batch, n]</c>.</summary>
    public Tensor LogVariance { get; } = logVariance;

    /// <summary>Draws one value from each, μ + σ ε with ε from the default generator; gradients flow to both parameters (Kingma and Welling 2014).</summary>
    /// <returns><c>[batch, n]</c>.</returns>
    public Tensor Sample()
    {
        using var scope = NewDisposeScope();
        return (Mean + (LogVariance * 0.5).exp() * randn_like(LogVariance)).MoveToOuterDisposeScope();
    }

    /// <summary>The KL divergence from the standard normal distribution, ½ Σ (σ² + μ² − 1 − ln σ²), in nats.</summary>
    /// <returns><c>[batch]</c>.</returns>
    public Tensor KullbackLeibler()
    {
        using var scope = NewDisposeScope();
        var divergences = KlFunction.Supports(Mean, LogVariance) ? KlFunction.Apply(Mean, LogVariance) : KlDivergences().sum(-1);
        return divergences.MoveToOuterDisposeScope();
    }

    /// <summary>The KL divergence of each dimension from the standard normal distribution, ½ (σ² + μ² − 1 − ln σ²), in nats.</summary>
    /// <returns><c>[batch, n]</c>.</returns>
    public Tensor KlDivergences()
    {
        using var scope = NewDisposeScope();
        return ((LogVariance.exp() + Mean * Mean - 1 - LogVariance) * 0.5).MoveToOuterDisposeScope();
    }

    /// <summary>The logarithm of the density, −½ Σ (ln 2π + ln σ² + (z − μ)² / σ²), in nats.</summary>
    /// <param name="value">The values z, <c>[batch, n]</c>.</param>
    /// <returns><c>[batch]</c>.</returns>
    public Tensor LogDensity(Tensor value)
    {
        using var scope = NewDisposeScope();
        var difference = value - Mean;
        return ((LogVariance + LogTwoPi + difference * difference / LogVariance.exp()).sum(-1) * -0.5).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Mean.Dispose();
        LogVariance.Dispose();
    }
}
