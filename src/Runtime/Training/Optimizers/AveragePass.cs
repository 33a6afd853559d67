using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelDsl.Training;

/// <summary>One step of an exponential moving average.</summary>
internal static class AveragePass
{
    /// <summary>a ← d a + (1 − d) w.</summary>
    /// <param name="averages">a.</param>
    /// <param name="weights">w; as many as averages.</param>
    /// <param name="decay">d.</param>
    /// <param name="share">1 − d.</param>
    public static void Run(Span<float> averages, ReadOnlySpan<float> weights, float decay, float share)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(averages);
        var weightVectors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var shares = new Vector<float>(share);
        for (var index = 0; index < vectors.Length; index++)
            vectors[index] = Vector.FusedMultiplyAdd(weightVectors[index], shares, vectors[index] * decay);
        for (var index = vectors.Length * Vector<float>.Count; index < averages.Length; index++)
            averages[index] = MathF.FusedMultiplyAdd(weights[index], share, averages[index] * decay);
    }
}
