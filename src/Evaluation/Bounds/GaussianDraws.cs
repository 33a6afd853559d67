using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Operations on normal distributions for the estimators of bounds.</summary>
internal static class GaussianDraws
{
    /// <summary>The prior N(0, I) of codes <c>[…, n]</c>, as one row <c>[1, n]</c>.</summary>
    public static Gaussian Prior(Tensor codes)
    {
        var n = codes.shape[^1];
        return new(zeros(1, n, dtype: codes.dtype, device: codes.device), zeros(1, n, dtype: codes.dtype, device: codes.device));
    }

    /// <summary>Draws from each distribution of <c>[batch, n]</c>. Returns <c>[draws, batch, n]</c>.</summary>
    public static Tensor Sample(this Gaussian gaussian, long draws, Generator generator)
    {
        using var scope = NewDisposeScope();
        return gaussian.Expand(draws).Sample(generator).MoveToOuterDisposeScope();
    }

    /// <summary>Draws once from each distribution. The result has the means' shape.</summary>
    public static Tensor Sample(this Gaussian gaussian, Generator generator)
    {
        using var scope = NewDisposeScope();
        var noise = randn(gaussian.Mean.shape, gaussian.Mean.dtype, gaussian.Mean.device, generator: generator);
        return (gaussian.Mean + (gaussian.LogVariance * 0.5).exp() * noise).MoveToOuterDisposeScope();
    }

    /// <summary>Repeats distributions of <c>[batch, n]</c> as views of <c>[draws, batch, n]</c>.</summary>
    public static Gaussian Expand(this Gaussian gaussian, long draws)
    {
        var shape = (long[])[draws, .. gaussian.Mean.shape];
        return new(gaussian.Mean.expand(shape), gaussian.LogVariance.expand(shape));
    }
}
