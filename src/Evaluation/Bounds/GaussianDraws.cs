using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Normal distributions as estimators of bounds use them.</summary>
internal static class GaussianDraws
{
    /// <summary>The prior N(0, I) of such codes.</summary>
    /// <param name="codes">Codes whose last axis is the dimensions.</param>
    /// <returns>One row, <c>[1, n]</c>, for all codes.</returns>
    public static Gaussian Prior(Tensor codes)
    {
        var n = codes.shape[^1];
        return new(zeros(1, n, dtype: codes.dtype, device: codes.device), zeros(1, n, dtype: codes.dtype, device: codes.device));
    }

    /// <summary>Some draws of each distribution, with a generator of the caller's.</summary>
    /// <param name="gaussian">The distributions, <c>[batch, n]</c>.</param>
    /// <param name="draws">How many.</param>
    /// <param name="generator">Draws the standard normal noise.</param>
    /// <returns><c>[draws, batch, n]</c>.</returns>
    public static Tensor Sample(this Gaussian gaussian, long draws, Generator generator)
    {
        using var scope = NewDisposeScope();
        return gaussian.Expand(draws).Sample(generator).MoveToOuterDisposeScope();
    }

    /// <summary>One draw of each distribution, with a generator of the caller's.</summary>
    /// <returns>Shaped as the means.</returns>
    public static Tensor Sample(this Gaussian gaussian, Generator generator)
    {
        using var scope = NewDisposeScope();
        var noise = randn(gaussian.Mean.shape, gaussian.Mean.dtype, gaussian.Mean.device, generator: generator);
        return (gaussian.Mean + (gaussian.LogVariance * 0.5).exp() * noise).MoveToOuterDisposeScope();
    }

    /// <summary>The same distributions, several times, as views.</summary>
    /// <param name="gaussian">The distributions, <c>[batch, n]</c>.</param>
    /// <param name="draws">How often.</param>
    /// <returns>Distributions of <c>[draws, batch, n]</c>.</returns>
    public static Gaussian Expand(this Gaussian gaussian, long draws)
    {
        var shape = (long[])[draws, .. gaussian.Mean.shape];
        return new(gaussian.Mean.expand(shape), gaussian.LogVariance.expand(shape));
    }
}
