using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// How well test images are given back: from the mean of the codes' distribution, and where an inference net takes noise, averaged over
/// draws of it.
/// </summary>
public sealed class ReconstructionEvaluator : IEvaluator
{
    private const long PictureCount = 16;

    /// <summary>The mean over test images and pixels of (x − x̂)²; x̂ is the mean over the draws.</summary>
    public static Metric Error { get; } = new("ReconstructionMse", "test MSE");

    /// <summary>The pictures of the first test images.</summary>
    public const string Originals = "originals";

    /// <summary>The pictures of their reconstructions.</summary>
    public const string Reconstructions = "reconstructions";

    /// <inheritdoc/>
    public string Name => "Reconstruction";

    /// <inheritdoc/>
    public string Settings => $"draws {NoiseDraws.Count}, pictures {PictureCount}";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics => [Error];

    /// <inheritdoc/>
    public bool Measures(ImageModel model) => true;

    /// <inheritdoc/>
    public Baselines Baselines => Baselines.MeanImage | Baselines.PrincipalComponents;

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var subject = (IReconstructor)evaluation.Subject;
        evaluation.Add(Error, ReconstructionError.PerImage(subject.MeanReconstruction, evaluation.Test, evaluation.Cancellation));

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var first = evaluation.Test.Range(0, Math.Min(PictureCount, evaluation.Test.Count));
        evaluation.AddPicture(Originals, first.Images);
        evaluation.AddPicture(Reconstructions, subject.MeanReconstruction(first));
    }
}
