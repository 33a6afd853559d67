using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>Averages a subject's output over draws of noise if its inference net takes noise, so that metrics hardly depend on the draws.</summary>
internal static class NoiseDraws
{
    /// <summary>The number of draws.</summary>
    public const int Count = 32;

    /// <summary>The mean reconstructions, in the images' shape.</summary>
    public static Tensor MeanReconstruction(this IReconstructor subject, Examples batch) => Mean(subject, () => subject.Reconstruct(batch));

    /// <summary>The mean codes, <c>[count, n]</c>.</summary>
    public static Tensor MeanCode(this IEncoder subject, Examples batch) => Mean(subject, () => subject.Encode(batch));

    /// <summary>The mean codes of many images, computed in batches.</summary>
    public static FeatureMatrix MeanCodes(this IEncoder subject, Examples examples, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return FeatureMatrix.Of(examples.Batches(cancellation).Select(subject.MeanCode).Join());
    }

    private static Tensor Mean(ISubject subject, Func<Tensor> draw)
    {
        if (subject is not ImageModel { TakesNoise: true })
            return draw();

        using var scope = NewDisposeScope();
        var sum = draw();
        for (var index = 1; index < Count; index++)
        {
            using var drawScope = NewDisposeScope();
            sum.add_(draw());
        }

        return (sum / Count).MoveToOuterDisposeScope();
    }
}
