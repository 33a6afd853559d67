using System.Numerics;
using System.Runtime.CompilerServices;

namespace ModelDsl.Kernels;

/// <summary>Partial sums of a weight's gradient. Four rows of the weight share a quad for each column, with one sum per row.</summary>
internal static unsafe class WeightSums
{
    private const int Images = ConvolutionGeometry.Images;

    /// <summary>The number of rows that share a quad.</summary>
    public const int Rows = 4;

    public static nint Length(in ConvolutionShape shape) => (nint)shape.Groups * Fours(shape) * Taps(shape) * Rows;

    public static nint Offset(in ConvolutionShape shape, int group, int row, int column) => (((nint)group * Fours(shape) + row / Rows) * Taps(shape) + column) * Rows;

    /// <summary>Copies the sums to the order of the weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Collect(ConvolutionGeometry geometry, float* sums, float* gradient)
    {
        var shape = geometry.Shape;
        var order = geometry.ColumnOrder.Pointer;
        var (rows, taps) = (shape.SmallChannels / shape.Groups, Taps(shape));
        for (var group = 0; group < shape.Groups; group++)
        {
            for (var row = 0; row < rows; row++)
            {
                var source = sums + Offset(shape, group, row, 0) + row % Rows;
                for (var column = 0; column < taps; column++)
                    gradient[order[column]] = source[column * Rows];
                gradient += taps;
            }
        }
    }

    /// <summary>Adds the 16 sums of each channel.</summary>
    public static void Collect(float* sums, int channels, float* gradient)
    {
        for (var channel = 0; channel < channels; channel++, sums += Images)
        {
            var total = 0f;
            for (var image = 0; image < Images; image++)
                total += sums[image];
            gradient[channel] = total;
        }
    }

    /// <summary>Adds the parts in a fixed order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* partial, int parts, int length, float* gradient)
    {
        var index = 0;
        for (; index + Vector<float>.Count <= length; index += Vector<float>.Count)
        {
            var total = Vector.Load(partial + index);
            for (var part = 1; part < parts; part++)
                total += Vector.Load(partial + (nint)part * length + index);
            total.Store(gradient + index);
        }

        for (; index < length; index++)
        {
            gradient[index] = partial[index];
            for (var part = 1; part < parts; part++)
                gradient[index] += partial[(nint)part * length + index];
        }
    }

    // Rounded up: if the number of rows is not a multiple of four, some sums are unused.
    private static int Fours(in ConvolutionShape shape) => (shape.SmallChannels / shape.Groups + Rows - 1) / Rows;

    private static int Taps(in ConvolutionShape shape) => shape.LargeChannels / shape.Groups * shape.KernelSize;
}
