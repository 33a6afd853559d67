using System.Numerics;
using System.Runtime.InteropServices;
using ModelDsl.Kernels;
using static TorchSharp.torch;

namespace ModelDsl.Training;

/// <summary>One step of Adam on a weight.</summary>
internal static class AdamPass
{
    /// <summary>The number of elements of a task, which takes about 20 µs.</summary>
    private const int TaskLength = 1 << 15;

    /// <summary>Makes the step on the memory of tensors that <see cref="TensorMemory.Supports"/> accepts, with the threads of libtorch's setting.</summary>
    public static void Run(Tensor weight, Tensor gradient, Tensor mean, Tensor square, AdamFactors<float> factors)
    {
        var length = (int)weight.NumberOfElements;
        Workers.Run((length + TaskLength - 1) / TaskLength, get_num_threads(), task =>
        {
            var part = (task * TaskLength)..Math.Min(length, (task + 1) * TaskLength);
            Run(TensorMemory.Span(weight)[part], TensorMemory.Span(gradient)[part], TensorMemory.Span(mean)[part], TensorMemory.Span(square)[part], factors);
        });
    }

    /// <summary>
    /// With gradient g, m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², and w ← w − η (m / c₁) / (√v / √c₂ + ε), where c₁ and c₂ correct the start from zero.
    /// </summary>
    public static void Run(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> means, Span<float> squares, in AdamFactors<float> factors)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        var meanVectors = MemoryMarshal.Cast<float, Vector<float>>(means);
        var squareVectors = MemoryMarshal.Cast<float, Vector<float>>(squares);
        for (var index = 0; index < vectors.Length; index++)
            Step(ref vectors[index], gradientVectors[index], ref meanVectors[index], ref squareVectors[index], factors);

        // The last elements are computed in a padded vector, with the same operations and rounding as the others.
        var done = vectors.Length * Vector<float>.Count;
        if (done == weights.Length)
            return;
        var (weight, mean, square) = (Load(weights[done..]), Load(means[done..]), Load(squares[done..]));
        Step(ref weight, Load(gradients[done..]), ref mean, ref square, factors);
        Store(weight, weights[done..]);
        Store(mean, means[done..]);
        Store(square, squares[done..]);
    }

    private static void Step(ref Vector<float> weight, Vector<float> gradient, ref Vector<float> mean, ref Vector<float> square, in AdamFactors<float> factors)
    {
        var shrunk = weight * factors.Shrinkage;
        var slope = Vector.FusedMultiplyAdd(new Vector<float>(factors.Penalty), weight, gradient);
        mean = Vector.FusedMultiplyAdd(slope, new Vector<float>(factors.MeanWeight), mean * factors.MeanDecay);
        square = Vector.FusedMultiplyAdd(slope * factors.SquareWeight, slope, square * factors.SquareDecay);
        var deviation = Vector.SquareRoot(square) * factors.InverseRoot + new Vector<float>(factors.Offset);
        weight = shrunk + mean * factors.StepSize / deviation;
    }

    private static Vector<float> Load(ReadOnlySpan<float> rest)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        rest.CopyTo(padded);
        return new Vector<float>(padded);
    }

    private static void Store(Vector<float> vector, Span<float> rest)
    {
        for (var index = 0; index < rest.Length; index++)
            rest[index] = vector[index];
    }
}
