using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The error of the output of image translators against the targets of the test images.</summary>
internal sealed class TranslationEvaluator : IEvaluator
{
    private const long PictureCount = 16;

    /// <summary>The mean over test images and pixels of (y − ŷ)²; y is the target.</summary>
    public static Metric Error { get; } = new("TranslationMse", "test MSE");

    /// <summary>The mean over test images of the peak signal-to-noise ratio.</summary>
    public static Metric SignalToNoise { get; } = new("TranslationPsnr", "test PSNR", Better.Higher, Digits: 2, Note: ReconstructionError.RatioNote);

    public string Name => "Translation";

    public string Settings => $"pictures {PictureCount}";

    public IReadOnlyList<Metric> Metrics => [Error, SignalToNoise];

    public bool MeasuresTargets => true;

    public bool Measures(ImageModel model) => model.Translates;

    public void Evaluate(EvaluationContext evaluation)
    {
        var (model, test) = ((ImageModel)evaluation.Subject, evaluation.Test);
        var errors = ReconstructionError.PerImage(model.Translate, test, new Examples(test.Targets!), evaluation.Cancellation);
        evaluation.Add(Error, errors);
        evaluation.Add(SignalToNoise, [.. errors.Select(ReconstructionError.Ratio)]);

        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var first = test.First(PictureCount);
        evaluation.AddPicture("inputs", first.Images);
        evaluation.AddPicture("outputs", model.Translate(first));
        evaluation.AddPicture("targets", first.Targets!);
    }
}
