using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Active units (Burda, Grosse and Salakhutdinov 2016): the dimensions of the code that depend on the image, Var_x(E[z|x]) > 0.01.
/// </summary>
internal static class ActiveUnits
{
    /// <summary>The variance above which a dimension is active.</summary>
    public const double LeastVariance = 0.01;

    /// <summary>The number of active dimensions.</summary>
    /// <param name="codes">
    /// <c>[draws, images, n]</c>, at least two images: means of q(z|x) or q(z|x, ε), or codes. Their mean over draws estimates E[z|x].
    /// </param>
    public static int Count(Tensor codes)
    {
        using var scope = NewDisposeScope();
        var draws = codes.shape[0];
        var values = codes.to_type(ScalarType.Float64);
        var variances = values.mean([0L]).var(0);
        // Subtract the variance that a mean of few draws has from their noise; otherwise a dimension of pure noise counts as active.
        if (draws > 1)
            variances = variances - values.var(0).mean([0L]) / draws;
        return (int)(variances > LeastVariance).sum().ToInt64();
    }
}
