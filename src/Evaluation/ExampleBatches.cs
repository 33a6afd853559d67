using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Splits images into batches, and joins the results.</summary>
internal static class ExampleBatches
{
    /// <summary>The examples in batches, until the evaluation is canceled.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="size">The images of a batch; the last one may have fewer.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    public static IEnumerable<Examples> Batches(this Examples examples, long size, CancellationToken cancellation)
    {
        for (var start = 0L; start < examples.Count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return examples.Range(start, Math.Min(size, examples.Count - start));
        }
    }

    /// <summary>The results of batches, as one tensor.</summary>
    /// <param name="parts">A tensor of each batch.</param>
    /// <param name="axis">The axis of images.</param>
    public static Tensor Join(this IEnumerable<Tensor> parts, long axis = 0) => cat([.. parts], axis);
}
