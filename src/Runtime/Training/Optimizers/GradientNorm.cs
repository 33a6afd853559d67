using System.Runtime.Intrinsics;
using System.Runtime.InteropServices;
using ModelDsl.Kernels;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>The limit of the Euclidean norm of gradients.</summary>
internal static class GradientNorm
{
    // Keeps the quotient finite, as in PyTorch's clip_grad_norm_.
    private const double Offset = 1e-6;

    // A block is summed in 32 bits and the blocks in 64 bits, which limits the rounding error.
    private const int BlockLength = 4096;

    /// <summary>Scales contiguous 32-bit gradients on the CPU, if their common norm is above a maximum, to that norm; 0 is no limit.</summary>
    public static void Clip(IReadOnlyCollection<Tensor> gradients, double maxNorm)
    {
        if (maxNorm == 0)
            return;
        var norm = Math.Sqrt(gradients.Sum(gradient => SumOfSquares(TensorMemory.Span(gradient))));
        var scale = maxNorm / (norm + Offset);
        // The comparison is false for NaN: a training that diverges is reported, not repaired.
        if (!(scale < 1))
            return;
        foreach (var gradient in gradients)
            gradient.mul_(scale);
    }

    /// <summary>Scales a gradient, if its norm is above a maximum, to that norm; 0 is no limit. It does not wait for the device.</summary>
    public static void Clip(Tensor gradient, double maxNorm)
    {
        if (maxNorm == 0)
            return;
        // A norm that is not a number makes the weights so: a training that diverges is reported, not repaired.
        gradient.mul_((gradient.norm() + Offset).reciprocal_().mul_(maxNorm).clamp_max_(1));
    }

    /// <summary>The sum of squares. Each block has 16 partial sums, so the order of summation is the same on all processors.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var total = 0.0;
        for (; values.Length > BlockLength; values = values[BlockLength..])
            total += OfBlock(values[..BlockLength]);
        return total + OfBlock(values);
    }

    private static double OfBlock(ReadOnlySpan<float> values)
    {
        var sums = Vector512<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        foreach (var vector in vectors)
            sums += vector * vector;
        var total = 0.0;
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
            total += sums[lane];
        foreach (var value in values[(vectors.Length * Vector512<float>.Count)..])
            total += (double)value * value;
        return total;
    }
}
