using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>What evaluators of bounds share.</summary>
internal static class BoundEvaluation
{
    /// <summary>The first test images, in batches, until the evaluation is canceled.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="images">How many; all of them where there are fewer.</param>
    /// <param name="batchSize">The images of a batch; the last one may have fewer.</param>
    public static IEnumerable<Examples> Batches(this EvaluationContext evaluation, long images, long batchSize) =>
        evaluation.Test.Range(0, Math.Min(images, evaluation.Test.Count)).Batches(batchSize, evaluation.Cancellation);

    /// <summary>A generator of the evaluation's own, on the images' device: what else draws numbers does not change it.</summary>
    public static Generator Noise(this EvaluationContext evaluation, ulong seed) => new(seed, evaluation.Test.Images.device);

    /// <summary>Notes a metric that is a mean over images, and its standard error.</summary>
    /// <param name="evaluation">Takes the metrics.</param>
    /// <param name="metric">The mean.</param>
    /// <param name="standardError">The standard error of the mean, for at least two images.</param>
    /// <param name="perImage">The value of each image, <c>[images]</c>.</param>
    public static void Add(this EvaluationContext evaluation, Metric metric, Metric standardError, Tensor perImage)
    {
        var values = perImage.Values();
        evaluation.Add(metric, values);
        if (new Statistic([.. values.Select(value => (double)value)]).Deviation is { } deviation)
            evaluation.Add(standardError, deviation / Math.Sqrt(values.Length));
    }

    /// <summary>A tensor's values, in managed memory.</summary>
    public static float[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
