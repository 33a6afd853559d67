using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Shared code of the evaluators of bounds.</summary>
internal static class BoundEvaluation
{
    // The axis of images in [draws, images, n].
    private const long ImageAxisOfDraws = 1;

    /// <summary>Runs an estimator on batches of the first test images and joins the results.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="batchSize">The images of a batch.</param>
    /// <param name="estimate">Returns tensors <c>[batch]</c>, <c>[batch, n]</c> or <c>[draws, batch, n]</c>, as many for each batch.</param>
    public static IReadOnlyList<Tensor> Estimate(
        this EvaluationContext evaluation, long images, long batchSize, Func<LatentModel, IReadOnlyList<Tensor>> estimate)
    {
        using var grad = no_grad();
        var parts = new List<Tensor[]>();
        foreach (var batch in evaluation.Test.First(images).Batches(evaluation.Cancellation, batchSize))
        {
            using var scope = NewDisposeScope();
            var found = estimate(new LatentModel((ImageModel)evaluation.Subject, batch));
            parts.Add([.. found.Select(tensor => tensor.MoveToOuterDisposeScope())]);
        }

        return [.. parts[0].Select((first, index) => parts.Select(part => part[index]).Join(first.dim() == 3 ? ImageAxisOfDraws : 0))];
    }

    /// <summary>A generator that only this evaluator uses, on the images' device.</summary>
    public static Generator Noise(this EvaluationContext evaluation, ulong seed) => new(seed, evaluation.Test.Images.device);

    /// <summary>Adds a metric that is a mean over images, and its standard error if there are at least two images.</summary>
    /// <param name="evaluation">Receives the metrics.</param>
    /// <param name="metric">The mean.</param>
    /// <param name="standardError">The standard error of the mean.</param>
    /// <param name="perImage">The value of each image, <c>[images]</c>.</param>
    public static void Add(this EvaluationContext evaluation, Metric metric, Metric standardError, Tensor perImage)
    {
        var values = perImage.Values();
        evaluation.Add(metric, values);
        if (new Statistic([.. values.Select(value => (double)value)]).Deviation is { } deviation)
            evaluation.Add(standardError, deviation / Math.Sqrt(values.Length));
    }

    /// <summary>The values of a tensor in managed memory.</summary>
    public static float[] Values(this Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
