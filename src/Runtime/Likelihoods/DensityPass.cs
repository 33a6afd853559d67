using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ModelDsl.Kernels;
using static TorchSharp.torch;

namespace ModelDsl.Likelihoods;

/// <summary>ln p and its derivative by the parameters, for 16 pixels at once.</summary>
internal interface IDensityPass
{
    /// <summary>Computes ln p of each pixel without <see cref="Constant"/>.</summary>
    Vector512<float> LogDensity(Vector512<float> parameters, Vector512<float> pixels, out Vector512<float> derivatives);

    /// <summary>The part of a pixel's ln p that does not depend on parameter and pixel.</summary>
    double Constant { get; }
}

/// <summary>ln p of images and its derivative in one pass over their memory.</summary>
/// <remarks>
/// The order of summation is the same on all processors, because <see cref="Vector512{T}"/> always has 16 elements, and for every number of threads,
/// because one thread computes an image. Measured on a loaded machine, seven pairs: the Bernoulli density of 128 images of 784 pixels with its
/// gradient takes 0.38 ms on one thread, and 0.53 ms by libtorch's operations.
/// </remarks>
internal static class DensityPass
{
    /// <summary>The number of images of a task, which takes a few ten microseconds for 784 pixels.</summary>
    private const int TaskImages = 16;

    /// <summary>Computes ln p of each image.</summary>
    /// <param name="pass">The density.</param>
    /// <param name="parameters">The parameters, image by image.</param>
    /// <param name="pixels">The pixels; repeated if there are fewer images than parameters.</param>
    /// <param name="derivatives">Receives the derivative by each parameter; empty if not needed.</param>
    /// <param name="totals">Receives ln p of each image.</param>
    public static unsafe void Run<TPass>(TPass pass, ReadOnlySpan<float> parameters, ReadOnlySpan<float> pixels, Span<float> derivatives, Span<float> totals)
        where TPass : IDensityPass
    {
        if (totals.IsEmpty)
            return;
        var (images, length, distinct) = (totals.Length, parameters.Length / totals.Length, pixels.Length);
        fixed (float* parameterMemory = parameters, pixelMemory = pixels, derivativeMemory = derivatives, totalMemory = totals)
        {
            // A lambda cannot use the variables of a fixed statement.
            float* firstParameter = parameterMemory, firstPixel = pixelMemory, firstDerivative = derivativeMemory, total = totalMemory;
            Workers.Run((images + TaskImages - 1) / TaskImages, get_num_threads(), task =>
            {
                for (int image = task * TaskImages, end = Math.Min(images, image + TaskImages); image < end; image++)
                {
                    var start = image * length;
                    total[image] = (float)(pass.Constant * length + OfImage(
                        pass, new(firstParameter + start, length), new(firstPixel + start % distinct, length),
                        firstDerivative == null ? default : new(firstDerivative + start, length)));
                }
            });
        }
    }

    private static double OfImage<TPass>(TPass pass, ReadOnlySpan<float> parameters, ReadOnlySpan<float> pixels, Span<float> derivatives)
        where TPass : IDensityPass
    {
        var parameterVectors = MemoryMarshal.Cast<float, Vector512<float>>(parameters);
        var pixelVectors = MemoryMarshal.Cast<float, Vector512<float>>(pixels);
        var derivativeVectors = MemoryMarshal.Cast<float, Vector512<float>>(derivatives);
        var sums = Vector512<float>.Zero;
        for (var index = 0; index < parameterVectors.Length; index++)
        {
            sums += pass.LogDensity(parameterVectors[index], pixelVectors[index], out var slope);
            if (!derivativeVectors.IsEmpty)
                derivativeVectors[index] = slope;
        }

        var total = 0.0;
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            total += sums[lane];
        var done = parameterVectors.Length * Vector512<float>.Count;
        if (done == parameters.Length)
            return total;

        var rest = pass.LogDensity(Load(parameters[done..]), Load(pixels[done..]), out var lastSlope);
        for (var lane = 0; lane < parameters.Length - done; lane++)
        {
            total += rest[lane];
            if (!derivatives.IsEmpty)
                derivatives[done + lane] = lastSlope[lane];
        }

        return total;
    }

    private static Vector512<float> Load(ReadOnlySpan<float> rest)
    {
        Span<float> padded = stackalloc float[Vector512<float>.Count];
        padded.Clear();
        rest.CopyTo(padded);
        return Vector512.Create<float>(padded);
    }
}
