using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>Arranges the weights of a convolution in the order in which its tiles read them: for each tile of rows, one tap after the other.</summary>
internal static unsafe class WeightPanels<TVector> where TVector : struct, IVector<TVector>
{
    /// <summary>Packs the weights in the order in which <see cref="ConvolutionKernel{TVector}"/> reads them.</summary>
    /// <param name="geometry">The taps.</param>
    /// <param name="isTransposed">True to compute the large planes, false to compute the small ones.</param>
    /// <param name="weight">The weights.</param>
    /// <param name="target">Receives the packed weights; it is as long as <paramref name="weight"/>.</param>
    public static void Pack(ConvolutionGeometry geometry, bool isTransposed, float* weight, float* target)
    {
        var shape = geometry.Shape;
        var (small, large) = (shape.SmallChannels / shape.Groups, shape.LargeChannels / shape.Groups);
        var (largeStride, smallStride) = (shape.KernelSize, large * shape.KernelSize);
        foreach (var taps in isTransposed ? geometry.Up : [geometry.Down])
        {
            for (var group = 0; group < shape.Groups; group++)
            {
                var source = weight + (nint)group * small * smallStride;
                target = isTransposed
                    ? Pack(source, large, largeStride, small, smallStride, taps.Kernel, target)
                    : Pack(source, small, smallStride, large, largeStride, taps.Kernel, target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float* Pack(float* weight, int rows, nint rowStride, int channels, nint channelStride, int[] kernel, float* target)
    {
        for (int row = 0, size; row < rows; row += size)
        {
            size = Tile<TVector>.Rows(rows - row);
            for (var channel = 0; channel < channels; channel++)
            {
                foreach (var index in kernel)
                {
                    var source = weight + row * rowStride + channel * channelStride + index;
                    for (var i = 0; i < size; i++)
                        *target++ = source[i * rowStride];
                }
            }
        }

        return target;
    }
}
