using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The error of reconstructed test images. A posterior is replaced by its mean, and reconstructions are averaged over draws of noise if an
/// inference net takes it.
/// </summary>
internal sealed class ReconstructionEvaluator : IEvaluator
{
    private const long PictureCount = 16;

    /// <summary>The mean over test images and pixels of (x − x̂)²; x̂ is the mean over the draws.</summary>
    public static Metric Error { get; } = new("ReconstructionMse", "test MSE");

    /// <summary>The mean over test images of the peak signal-to-noise ratio, −10 log₁₀ of the image's squared error, at most 100 dB.</summary>
    public static Metric SignalToNoise { get; } = new("ReconstructionPsnr", "test PSNR", Better.Higher, Digits: 2, Note: ReconstructionError.RatioNote);

    /// <summary>The picture of the first test images.</summary>
    public const string Originals = "originals";

    /// <summary>The picture of their reconstructions.</summary>
    public const string Reconstructions = "reconstructions";

    public string Name => "Reconstruction";

    public string Settings => $"draws {NoiseDraws.Count}, pictures {PictureCount}";

    public IReadOnlyList<Metric> Metrics => [Error, SignalToNoise];

    public bool Measures(ImageModel model) => true;

    public Baselines Baselines => Baselines.MeanImage | Baselines.PrincipalComponents;

    public void Evaluate(EvaluationContext evaluation)
    {
        var subject = (IReconstructor)evaluation.Subject;
        var errors = ReconstructionError.PerImage(subject.MeanReconstruction, evaluation.Test, evaluation.Test, evaluation.Cancellation);
        evaluation.Add(Error, errors);
        evaluation.Add(SignalToNoise, [.. errors.Select(ReconstructionError.Ratio)]);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var first = evaluation.Test.First(PictureCount);
        evaluation.AddPicture(Originals, first.Images);
        evaluation.AddPicture(Reconstructions, subject.MeanReconstruction(first));
    }
}
