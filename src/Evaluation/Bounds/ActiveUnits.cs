using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The dimensions of the code that say something about the image: those whose posterior mean varies over the data, Var_x(E[z|x]) > 0.01;
/// Burda, Grosse and Salakhutdinov 2016.
/// </summary>
public static class ActiveUnits
{
    /// <summary>Above this variance a dimension is active.</summary>
    public const double LeastVariance = 0.01;

    /// <summary>How many dimensions are active.</summary>
    /// <param name="codes">As <see cref="Variances"/> takes them.</param>
    public static int Count(Tensor codes)
    {
        using var scope = NewDisposeScope();
        return (int)(Variances(codes) > LeastVariance).sum().ToInt64();
    }

    /// <summary>The variance over images of each dimension's posterior mean.</summary>
    /// <param name="codes">
    /// <c>[draws, images, n]</c>, at least two images. Each draw's mean is E[z|x]: means of q(z|x), or of q(z|x, ε) for different noise, or codes.
    /// </param>
    /// <returns><c>[n]</c>, in double precision. As an estimate, it may be just below 0.</returns>
    public static Tensor Variances(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var draws = codes.shape[0];
        var values = codes.to_type(ScalarType.Float64);
        var variances = values.mean([0L]).var(0);
        // The mean of a few draws still varies with their noise. A dimension that is noise alone would pass for active.
        if (draws > 1)
            variances = variances - values.var(0).mean([0L]) / draws;
        return variances.MoveToOuterDisposeScope();
    }
}
