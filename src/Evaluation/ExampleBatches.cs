using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Splits examples into batches and joins the results.</summary>
internal static class ExampleBatches
{
    public const long DefaultSize = 1000;

    /// <summary>The first examples, or all if there are fewer.</summary>
    public static Examples First(this Examples examples, long count) => examples.Range(0, Math.Min(count, examples.Count));

    /// <summary>Consecutive batches as views; the last one may be smaller.</summary>
    public static IEnumerable<Examples> Batches(this Examples examples, CancellationToken cancellation, long size = DefaultSize)
    {
        for (var start = 0L; start < examples.Count; start += size)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return examples.Range(start, Math.Min(size, examples.Count - start));
        }
    }

    /// <summary>Concatenates the batches' results along the axis of images.</summary>
    public static Tensor Join(this IEnumerable<Tensor> parts, long axis = 0) => cat([.. parts], axis);
}
