using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>The distribution of an image's pixels given its code, p(x|z), with independent pixels.</summary>
public abstract class PixelLikelihood
{
    /// <summary>Creates the distribution.</summary>
    /// <param name="likelihood">The kind of distribution.</param>
    /// <param name="variance">The variance of a Gaussian; unused by the others.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not a member of the enum, or the variance is not a positive finite number.</exception>
    public static PixelLikelihood Of(Likelihood likelihood, double variance = 0.5)
    {
        Setting.Positive(variance, nameof(variance));
        return Setting.Member(likelihood, nameof(likelihood)) switch
        {
            Likelihood.Bernoulli => new BernoulliLikelihood(),
            Likelihood.ContinuousBernoulli => new ContinuousBernoulliLikelihood(),
            _ => new GaussianLikelihood(variance),
        };
    }

    /// <summary>ln p(x|z), summed over pixels, with all constants, in nats.</summary>
    /// <param name="parameters">The natural parameters, the output of Decode, <c>[batch, …]</c>.</param>
    /// <param name="images">The images, of the same shape, in [0, 1]. If there are fewer, they are repeated: each is compared with several codes.</param>
    /// <returns><c>[batch]</c>.</returns>
    public Tensor LogDensity(Tensor parameters, Tensor images)
    {
        using var scope = NewDisposeScope();
        var density = HasPass && DensityFunction.Supports(parameters, images)
            ? DensityFunction.Apply(this, parameters, images)
            : ByLibrary(parameters, Repeated(images, parameters.shape[0]));
        return density.MoveToOuterDisposeScope();
    }

    /// <summary>The mean of each pixel, which is the reconstruction.</summary>
    /// <param name="parameters">The natural parameters, <c>[batch, …]</c>.</param>
    /// <returns>A tensor of the same shape.</returns>
    public abstract Tensor Mean(Tensor parameters);

    /// <summary>True if <see cref="Run"/> is implemented.</summary>
    internal virtual bool HasPass => false;

    /// <summary>ln p of each image and its derivative by the parameters, in one pass: <see cref="RowSums"/>.</summary>
    internal virtual void Run(ReadOnlySpan<float> parameters, ReadOnlySpan<float> images, Span<float> derivatives, Span<float> totals) =>
        throw new NotSupportedException();

    /// <summary>ln p of each image by libtorch's operations.</summary>
    internal Tensor ByLibrary(Tensor parameters, Tensor images) => PerPixel(parameters, images).flatten(1).sum(1);

    /// <summary>The images, repeated to a number.</summary>
    internal static Tensor Repeated(Tensor images, long count) =>
        images.shape[0] == count ? images : images.repeat([count / images.shape[0], .. images.shape.Skip(1).Select(_ => 1L)]);

    /// <summary>The logarithm of each pixel's probability or density, shaped as the images.</summary>
    protected abstract Tensor PerPixel(Tensor parameters, Tensor images);
}
