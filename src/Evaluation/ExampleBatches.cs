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

    /// <summary>The mean image in double precision, <c>[1, …]</c>, owned by the caller.</summary>
    public static Tensor MeanPixels(this Examples examples)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var sum = zeros([1, .. examples.Shape], ScalarType.Float64, examples.Device);
        foreach (var batch in examples.Batches(default))
        {
            using var batchScope = NewDisposeScope();
            sum.add_(batch.Images.sum([0L], keepdim: true, ScalarType.Float64));
        }

        return (sum / examples.Count).MoveToOuterDisposeScope();
    }

    /// <summary>Concatenates the batches' results along the axis of images.</summary>
    public static Tensor Join(this IEnumerable<Tensor> parts, long axis = 0) => cat([.. parts], axis);
}
