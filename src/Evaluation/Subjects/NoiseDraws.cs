using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>What a subject gives for images; averaged over draws where its inference net takes noise, so that the draws do not decide a metric.</summary>
internal static class NoiseDraws
{
    /// <summary>How many draws.</summary>
    public const int Count = 32;

    private const long BatchSize = 1000;

    /// <summary>The reconstructions.</summary>
    /// <returns>Pixels in the images' shape, the caller's.</returns>
    public static Tensor MeanReconstruction(this IReconstructor subject, Examples batch) => Mean(subject, () => subject.Reconstruct(batch));

    /// <summary>The codes.</summary>
    /// <returns><c>[count, n]</c>, the caller's.</returns>
    public static Tensor MeanCode(this IEncoder subject, Examples batch) => Mean(subject, () => subject.Encode(batch));

    /// <summary>The codes of many images.</summary>
    public static FeatureMatrix MeanCodes(this IEncoder subject, Examples examples, CancellationToken cancellation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        return FeatureMatrix.Of(examples.Batches(BatchSize, cancellation).Select(subject.MeanCode).Join());
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
